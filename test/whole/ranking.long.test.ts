/** @jest-environment ./test/jest/in-order-environment.js */
import type { Campaign } from '@aws-sdk/client-personalize';
import type { Ranked } from '../../lambda/api/rank';
import type { Recommendations } from '../../lambda/api/recommend';
import { shopAccount } from '../storm/shop-account';
import { shopAssemblies } from '../storm/shop-assemblies';
import { smallShop } from '../storm/small-shop';
import type { Outcome } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { partOfSample } from '../support/part-of-sample';
import { until } from '../support/spawned-command';

const SESSION = 'session-of-a-visitor-1';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const settings = {
  archive: partOfSample(),
  api: { origins: ['https://shop.example'], rate: 10_000, burst: 5_000 },
  useCases: 'best-sellers',
  trainingTimeoutHours: 1,
};
const SHOPS = shopAssemblies({
  daily: { ...settings, ranking: { schedule: 'rate(1 day)' } },
  larger: { ...settings, ranking: { minRequestsPerSecond: 2, schedule: 'rate(3 days)' } },
  otherColumns: { ...settings, ranking: { excludedColumns: { ITEMS: ['PRICE'] } } },
  without: settings,
  again: { ...settings, ranking: true },
  small: { archive: smallShop(), trainingTimeoutHours: 1, useCases: 'most-viewed', ranking: true },
});

// Each test continues with the previous test's stack, as a user would.
describe('the ranking, deployed on the embedded AWS', () => {
  const account = shopAccount(SHOPS);
  let outputs: Readonly<Record<string, string>>;
  let given: string[];

  const deploy = async (shop: keyof typeof SHOPS): Promise<void> => {
    await account.updated(SHOPS[shop]);
    outputs = await account.outputs();
  };
  const post = async <Answer>(path: string, body: object): Promise<Answer> => {
    const answer = await fetch(`${outputs.ApiUrl}${path}`, { method: 'POST', body: JSON.stringify(body) });
    expect(answer.ok).toBe(true);
    return (await answer.json()) as Answer;
  };
  const rank = (session?: string): Promise<Ranked> => post('/ranking', { items: given, session });
  /** Asks until the campaign answers in time: on a busy machine the API goes without it for a while. */
  const rankLive = async (session?: string): Promise<Ranked> => {
    let answer = await rank(session);
    await until(async () => answer.from === 'live' || (answer = await rank(session)).from === 'live');
    return answer;
  };
  const idsOf = ({ items }: Pick<Ranked, 'items'>): string[] => items.map(({ itemId }) => itemId);
  const campaign = async (): Promise<Campaign> =>
    (await account.personalize.describeCampaign({ campaignArn: outputs.RankingCampaignArn })).campaign!;
  /** Statuses; those that come later than the API waits count, too. */
  const answersOfCampaigns = (): Set<number> =>
    new Set(
      account.aws.requests
        .list()
        .filter(({ operation }) => operation === 'GetPersonalizedRanking')
        .map(({ status }) => status),
    );
  const there = async (): Promise<(string | undefined)[]> => {
    const { solutions = [] } = await account.personalize.listSolutions({});
    const { campaigns = [] } = await account.personalize.listCampaigns({});
    return [...solutions, ...campaigns].map(({ name }) => name);
  };

  it('ranks what a page gives it, with what the shop’s data says', async () => {
    await account.created(SHOPS.daily);
    outputs = await account.outputs();
    const answer = await fetch(`${outputs.ApiUrl}/recommendations/best-sellers?num=30`);
    // The worst first, so that a ranking changes something.
    given = idsOf((await answer.json()) as Recommendations).reverse();
    const ranked = await rankLive(SESSION);
    expect(ranked.recommendationId).toMatch(/^RID/);
    expect(ranked.items[0]).toHaveProperty('name');
    expect(idsOf(ranked)).not.toEqual(given);
    expect([...idsOf(ranked)].sort()).toEqual([...given].sort());
  });

  it('follows what the visitor does in the session', async () => {
    const before = idsOf(await rankLive(SESSION));
    const itemId = before.at(-1)!;
    const events = Array.from({ length: 5 }, () => ({ type: 'View', itemId }));
    await post('/events', { session: SESSION, events });
    await until(async () => idsOf(await rankLive(SESSION)).indexOf(itemId) < before.length - 1);
  });

  it('is trained by the service each day there is news, and answers all the while', async () => {
    await rankLive();
    const { solutionVersionArn: before } = await campaign();
    account.aws.requests.clear();
    // The first training is due within an hour, and left out, since the deployment has trained.
    for (const ms of [2 * HOUR_MS, DAY_MS]) await account.aws.clock.advance(ms);
    await account.until(async () => {
      await rank();
      return (await campaign()).solutionVersionArn !== before;
    });
    await rankLive();
    expect(answersOfCampaigns()).toEqual(new Set([200]));
  });

  it('gets another size and another schedule in place', async () => {
    const { RankingCampaignArn } = outputs;
    await deploy('larger');
    expect(outputs.RankingCampaignArn).toBe(RankingCampaignArn);
    expect(await campaign()).toMatchObject({
      minProvisionedTPS: 2,
      campaignConfig: { syncWithLatestSolutionVersion: true },
    });
    const solutionArn = RankingCampaignArn.replace(':campaign/', ':solution/');
    const { solution } = await account.personalize.describeSolution({ solutionArn });
    expect(solution).toMatchObject({
      performAutoTraining: true,
      latestSolutionUpdate: {
        status: 'ACTIVE',
        solutionUpdateConfig: { autoTrainingConfig: { schedulingExpression: 'rate(3 days)' } },
      },
    });
  });

  it('fails with the reason of a training that fails, and goes on as it was', async () => {
    const before = await there();
    const reasons = await account.turnedBack(SHOPS.otherColumns, [
      { fault: 'training-failure', useCase: 'personalized-ranking', reason: 'Out of luck' },
    ]);
    expect(reasons).toContain('Out of luck');
    expect(await there()).toEqual(before);
    expect((await rankLive()).from).toBe('live');
  });

  it('is made anew beside the former one for other columns, and answers all the while', async () => {
    const { RankingCampaignArn } = outputs;
    account.aws.requests.clear();
    await account.begin(SHOPS.otherColumns, 'update');
    // Asks whenever the deployment waits.
    let outcome: Outcome | undefined;
    const deployment = account.settled().then((ended) => (outcome = ended));
    for (; !outcome; await account.rest()) await rank();
    expect(await deployment).toMatchObject({ status: 'UPDATE_COMPLETE' });
    outputs = await account.outputs();
    await rankLive();
    expect(outputs.RankingCampaignArn).not.toBe(RankingCampaignArn);
    expect(answersOfCampaigns()).toEqual(new Set([200]));
    const name = outputs.RankingCampaignArn.split('/')[1];
    expect(await there()).toEqual([name, name]);
  });

  it('is gone without the setting, and the stack with all it made', async () => {
    await deploy('without');
    expect(outputs).not.toHaveProperty('RankingCampaignArn');
    expect(await there()).toEqual([]);
    await deploy('again');
    await account.gone();
  });
});

describe('a ranking that takes its time', () => {
  const account = shopAccount(SHOPS, { latency: 'realistic' });

  it('is deleted while the service trains, which is stopped', async () => {
    await account.begin(SHOPS.small, 'create');
    await account.until(async () => {
      const { solutionVersions = [] } = await account.personalize.listSolutionVersions({});
      return solutionVersions.some(({ status }) => status === 'CREATE IN_PROGRESS');
    });
    const beganMs = account.aws.clock.now();
    await account.gone();
    // The recommender cannot be stopped: its training ends first.
    expect(account.aws.clock.now() - beganMs).toBeLessThan(2 * HOUR_MS);
  });
});
