/** @jest-environment ./test/jest/in-order-environment.js */
import {
  DescribeCampaignCommand,
  DescribeSolutionCommand,
  ListCampaignsCommand,
  ListSolutionsCommand,
  type Campaign,
} from '@aws-sdk/client-personalize';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import type { Ranked } from '../../lambda/api/rank';
import type { Recommendations } from '../../lambda/api/recommend';
import {
  describeWithBrowser,
  openWindow,
  startBrowser,
} from '../../packages/tools/test/browser/support/browser';
import { shopAssemblies } from '../storm/shop-assemblies';
import {
  startStormAccount,
  type Outcome,
  type StormAccount,
} from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { partOfSample } from '../support/part-of-sample';
import { until } from '../support/spawned-command';

const SESSION = 'session-of-a-visitor-1';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The shop of a page at an origin, with the rankings that it has one after the other, and without. */
function shopsOf(origin: string) {
  const settings = {
    archive: partOfSample(),
    api: { origins: [origin], rate: 10_000, burst: 5_000 },
    useCases: 'best-sellers',
    trainingTimeoutHours: 1,
  };
  return shopAssemblies({
    daily: { ...settings, ranking: { schedule: 'rate(1 day)' } },
    larger: { ...settings, ranking: { minRequestsPerSecond: 2, schedule: 'rate(3 days)' } },
    otherColumns: { ...settings, ranking: { excludedColumns: { ITEMS: ['PRICE'] } } },
    without: settings,
    again: { ...settings, ranking: true },
  });
}

// Each test continues with the previous test's stack, as a user would.
describe('the ranking, deployed on the embedded AWS', () => {
  let account: StormAccount;
  let shops: ReturnType<typeof shopsOf>;
  let outputs: Readonly<Record<string, string>>;
  let given: string[];
  let pages: Server;
  let origin: string;
  beforeAll(async () => {
    pages = createServer((_request, response) => {
      const cards = given.map((id) => `<p data-item-id="${id}">${id}</p>`).join('');
      response.setHeader('content-type', 'text/html').end(
        `<!doctype html><script type="module" src="${outputs.ApiUrl}/ranked-items.js"></script>
        <ranked-items api="${outputs.ApiUrl}">${cards}</ranked-items>`,
      );
    });
    await once(pages.listen(0, '127.0.0.1'), 'listening');
    origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
    shops = shopsOf(origin);
    account = await startStormAccount(Object.values(shops));
  });
  afterAll(async () => {
    pages.close();
    pages.closeAllConnections();
    await account.close();
  });

  const deploy = async (shop: keyof typeof shops): Promise<Outcome> => {
    const outcome = await account.update(shops[shop]);
    outputs = await account.outputs();
    return outcome;
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
  const campaign = async (): Promise<Campaign> => {
    const command = new DescribeCampaignCommand({ campaignArn: outputs.RankingCampaignArn });
    return (await account.personalize.send(command)).campaign!;
  };
  /** Statuses; those that come later than the API waits count, too. */
  const answersOfCampaigns = (): Set<number> =>
    new Set(
      account.aws.requests
        .list()
        .filter(({ operation }) => operation === 'GetPersonalizedRanking')
        .map(({ status }) => status),
    );
  const there = async (): Promise<(string | undefined)[]> => {
    const { solutions = [] } = await account.personalize.send(new ListSolutionsCommand({}));
    const { campaigns = [] } = await account.personalize.send(new ListCampaignsCommand({}));
    return [...solutions, ...campaigns].map(({ name }) => name);
  };

  it('ranks what a page gives it, with what the shop’s data says', async () => {
    expect(await account.create(shops.daily)).toMatchObject({ status: 'CREATE_COMPLETE' });
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

  describeWithBrowser('in a page', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser.close());

    it('orders the items that the page holds', async () => {
      const { page } = await openWindow(browser);
      const element = page.locator('ranked-items[ranked]');
      await until(async () => {
        await page.goto(origin);
        await element.waitFor();
        return (await element.getAttribute('ranked')) === 'live';
      });
      const inPage = (await element.innerText()).split(/\s+/);
      expect(inPage).not.toEqual(given);
      expect(inPage).toEqual(idsOf(await rankLive()));
    });
  });

  it.each([
    ['is throttled', { fault: 'throttling' }],
    ['is denied', { fault: 'access-denied' }],
    ['hangs', { fault: 'latency', ms: 5_000 }],
  ] as const)('keeps the given order where the campaign %s', async (_what, fault) => {
    await rankLive();
    account.aws.faults.set([{ ...fault, operation: 'GetPersonalizedRanking' }]);
    const answers = [await rank(), await rank(), await rank()];
    account.aws.faults.set([]);
    for (const answer of answers) {
      expect(answer.from).toBe('given');
      expect(idsOf(answer)).toEqual(given);
    }
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
    expect(await deploy('larger')).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(outputs.RankingCampaignArn).toBe(RankingCampaignArn);
    expect(await campaign()).toMatchObject({
      minProvisionedTPS: 2,
      campaignConfig: { syncWithLatestSolutionVersion: true },
    });
    const solutionArn = RankingCampaignArn.replace(':campaign/', ':solution/');
    const { solution } = await account.personalize.send(new DescribeSolutionCommand({ solutionArn }));
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
    account.aws.faults.set([
      { fault: 'training-failure', useCase: 'personalized-ranking', reason: 'Out of luck' },
    ]);
    const { status, reasons } = await deploy('otherColumns');
    expect([status, reasons.join()]).toEqual([
      'UPDATE_ROLLBACK_COMPLETE',
      expect.stringContaining('Out of luck'),
    ]);
    account.aws.faults.set([]);
    expect(await there()).toEqual(before);
    expect((await rankLive()).from).toBe('live');
  });

  it('is made anew beside the former one for other columns, and answers all the while', async () => {
    const { RankingCampaignArn } = outputs;
    account.aws.requests.clear();
    await account.begin(shops.otherColumns, 'update');
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
    expect(await deploy('without')).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(outputs).not.toHaveProperty('RankingCampaignArn');
    expect(await there()).toEqual([]);
    expect(await deploy('again')).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
  });
});
