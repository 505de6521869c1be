import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { deployedFindings } from '@ecommerce-recommenders/tools/doctor/app/deployed/deployed';
import type { NamedFinding } from '@ecommerce-recommenders/tools/doctor/check';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { localEnvironment, LOCAL_REGION } from 'embedded-aws/environment';
import { endSpawned, spawnCommand } from '../support/spawned-command';
import { EVERYTHING_ON } from '../upgrade/everything-on';
import { datasetGroupArn, recommenderArnOf, shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop, TABLES } from './small-shop';

const SHOP = {
  archive: smallShop(),
  trainingTimeoutHours: 1,
  useCases: {
    'most-viewed': {},
    'best-sellers': { minRecommendationRequestsPerSecond: 2 },
    'frequently-bought-together': {},
    'recommended-for-you': {},
  },
  tags: { team: 'shop' },
  eventTracker: true,
  metricAttribution: { orders: { event: 'Purchase' } },
  freshData: true,
  filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' },
  ranking: true,
  data: { ...TABLES, users: undefined },
};
const SHOPS = shopAssemblies({
  shop: SHOP,
  withUsers: { ...SHOP, data: TABLES },
  unmeasured: { ...SHOP, metricAttribution: {} },
  retagged: { ...SHOP, tags: { team: 'shop', repaired: 'once' } },
  // The small shop has no similar items.
  everything: { ...EVERYTHING_ON, similarItems: false, archive: smallShop() },
});

const arn = recommenderArnOf;
const ARN = `arn:aws:personalize:${LOCAL_REGION}:123456789012`;

describe('doctor on a deployed stack', () => {
  const account = shopAccount(SHOPS, { each: true });
  afterEach(endSpawned);

  const findings = (): Promise<NamedFinding[]> => {
    const { personalize, aws } = account;
    const clients = { cloudFormation: account.client(CloudFormationClient), personalize } as never;
    const readFacts = async (): Promise<undefined> => undefined;
    return deployedFindings({ stackName: STACK_NAME, clients }, { readFacts }, aws.clock.now());
  };
  /** Findings as `name status first sentence`, without ARNs' common part. */
  const lines = async (): Promise<string[]> =>
    (await findings()).map(({ name, status, says }) =>
      `${name} ${status} ${says}`.replaceAll(`${ARN}:`, '').replaceAll(`${STACK_NAME}-`, ''),
    );

  it('finds nothing on a fresh one with everything on, and what was changed there', async () => {
    await account.created(SHOPS.everything);
    expect(await findings()).toEqual([
      expect.objectContaining({
        name: 'deployed',
        status: 'ok',
        says: expect.stringContaining('1 dataset group, 3 datasets, 4 recommenders, 1 filter') as string,
      }),
    ]);
    // An idle recommender is stopped, and a rate follows its use within bounds.
    await account.personalize.stopRecommender({ recommenderArn: arn('best-sellers') });
    const update = (rate: number): Promise<unknown> =>
      account.personalize.updateRecommender({
        recommenderArn: arn('frequently-bought-together'),
        recommenderConfig: { minRecommendationRequestsPerSecond: rate },
      });
    await update(5);
    expect(await lines()).toEqual([expect.stringContaining('deployed ok')]);
    await account.until(async () => (await update(8).catch(() => undefined)) !== undefined);
    expect(await lines()).toEqual([
      expect.stringContaining(
        'changed warning The recommender recommender/frequently-bought-together is provisioned for 8 requests a second; the template says 1 to 5: ',
      ),
    ]);
    await account.gone();
    expect(await findings()).toEqual([]);
  });

  it('names what was changed by hand, and its remedies restore it', async () => {
    const { personalize } = account;
    await account.created(SHOPS.withUsers);
    expect(await lines()).toEqual([expect.stringContaining('deployed ok')]);
    // Personalize deletes no dataset while there are filters.
    await account.updated(SHOPS.shop);
    expect(await findings()).toEqual([
      {
        name: 'outside',
        status: 'warning',
        says: `The dataset ${ARN}:dataset/${STACK_NAME}-shop/USERS is not in the stack.`,
        remedy:
          'To take it back, put its table back into the setting data and deploy. It may hold personal data. Personalize cannot ' +
          'delete it while the shop is live; it is deleted with the stack.',
      },
    ]);
    const { TrackingId, RankingCampaignArn } = await account.outputs();
    const resourceArn = arn('recommended-for-you');
    const { tags = [] } = await personalize.listTagsForResource({ resourceArn });

    const { Filters = [] } = await personalize.listFilters({ datasetGroupArn });
    await personalize.deleteFilter({ filterArn: Filters[0].filterArn });
    const filterExpression = 'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("c")';
    await personalize.createFilter({ name: 'own', datasetGroupArn, filterExpression });
    await personalize.stopRecommender({ recommenderArn: arn('most-viewed') });
    await personalize.updateRecommender({
      recommenderArn: arn('best-sellers'),
      recommenderConfig: { minRecommendationRequestsPerSecond: 30 },
    });
    await personalize.deleteRecommender({ recommenderArn: arn('frequently-bought-together') });
    await personalize.untagResource({ resourceArn, tagKeys: [OWNER_TAG, 'team'] });
    const tracker = async (): Promise<string | undefined> =>
      (await personalize.listEventTrackers({ datasetGroupArn })).eventTrackers![0]?.eventTrackerArn;
    const deleteTracker = async (): Promise<void> => {
      await personalize.deleteEventTracker({ eventTrackerArn: await tracker() });
      await account.until(async () => (await tracker()) === undefined);
    };
    await deleteTracker();
    await personalize.createEventTracker({ name: `${STACK_NAME}-events`, datasetGroupArn });
    const attribution = async (): Promise<string | undefined> =>
      (await personalize.listMetricAttributions({ datasetGroupArn })).metricAttributions![0]
        ?.metricAttributionArn;
    await personalize.deleteMetricAttribution({ metricAttributionArn: await attribution() });
    await account.until(async () => (await attribution()) === undefined);
    await personalize.updateCampaign({ campaignArn: RankingCampaignArn, minProvisionedTPS: 2 });
    await personalize.updateSolution({
      solutionArn: RankingCampaignArn.replace(':campaign/', ':solution/'),
      performAutoTraining: false,
    });
    const byHand = `${ARN}:recommender/by-hand`;
    await personalize.createRecommender({
      name: 'by-hand',
      datasetGroupArn,
      recipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views',
    });
    const settled = async (): Promise<boolean> =>
      (await account.recommenders()).every(({ status = '' }) => !/PENDING|IN_PROGRESS/.test(status));
    await account.until(settled);

    const found = await lines();
    const newTracker = (await tracker())!.replace(`${ARN}:`, '');
    expect(
      found.map((line) => line.replaceAll(newTracker, 'TRACKER').replace(/ranking-\w{8}/, 'RANKING')).sort(),
    ).toEqual([
      'changed warning The campaign campaign/RANKING is provisioned for 2 requests a second; the template says 1: $788 a month instead of $394 a month.',
      expect.stringMatching(
        /^changed warning The recommender recommender\/best-sellers is provisioned for 30 requests a second; the template says 2: at least \$[\d,]+ a month instead of at least \$[\d,]+ a month\.$/,
      ),
      'changed warning The solution solution/RANKING is trained at no schedule; the template says rate(7 days). Each training is billed.',
      expect.stringMatching(
        /^changed warning The tags of the event tracker TRACKER were changed: .*"team" is missing/,
      ),
      expect.stringMatching(
        new RegExp(
          `^changed warning The tags of the recommender recommender/recommended-for-you were changed: the tag "${OWNER_TAG}" is missing .*, the tag "team" is missing`,
        ),
      ),
      expect.stringMatching(/^gone problem The filter cheap-\w+ of the stack \(Filterscheap\w+\) is gone\.$/),
      expect.stringMatching(/^gone problem The metric attribution metrics of the stack .* is gone\.$/),
      expect.stringContaining(
        `gone problem The outputs of the stack name the TrackingId ${TrackingId}, but the event tracker TRACKER has `,
      ),
      expect.stringMatching(
        /^gone problem The recommender frequently-bought-together of the stack .* is gone\.$/,
      ),
      'gone problem The recommender recommender/most-viewed is stopped and answers nothing.',
      'outside problem The recommender recommender/by-hand is not in the stack and costs at least $274 a month.',
      'outside warning The dataset dataset/shop/USERS is not in the stack.',
      'outside warning The filter filter/own is not in the stack.',
    ]);

    // As the command.
    const environment = localEnvironment({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
    const args = ['bin/recommenders.cjs', 'doctor', '--json'];
    const command = spawnCommand(process.execPath, args, environment);
    const [code] = await command.ended;
    const { checks } = JSON.parse(command.stdout()) as { checks: NamedFinding[] };
    expect(code).toBe(1);
    expect(
      checks.filter(({ name }) => ['outside', 'gone', 'changed', 'deployed'].includes(name)),
    ).toHaveLength(found.length);
    expect(checks.find(({ says }) => says.includes(byHand))).toEqual({
      name: 'outside',
      status: 'problem',
      says: `The recommender ${byHand} is not in the stack and costs $274 a month.`,
      remedy: `Delete it unless you need it: aws personalize delete-recommender --recommender-arn ${byHand}`,
    });

    // The remedies.
    await personalize.deleteRecommender({ recommenderArn: byHand });
    await personalize.startRecommender({ recommenderArn: arn('most-viewed') });
    await personalize.tagResource({ resourceArn, tags });
    await deleteTracker();
    await account.until(settled);
    await account.updated(SHOPS.retagged);
    await account.until(settled);
    const left = [
      'outside warning The dataset dataset/shop/USERS is not in the stack.',
      'outside warning The filter filter/own is not in the stack.',
    ];
    expect(await lines()).toEqual([
      ...left,
      expect.stringMatching(/^gone problem The metric attribution metrics of the stack/),
    ]);
    const campaignIsGone = async (): Promise<boolean> =>
      /^gone problem The campaign ranking-\w+ of the stack .* is gone/m.test((await lines()).join('\n'));
    await personalize.deleteCampaign({ campaignArn: RankingCampaignArn });
    await account.until(campaignIsGone);
    await account.updated(SHOPS.unmeasured);
    expect(await lines()).toEqual(left);
    // With the table, which takes the dataset back.
    await account.updated(SHOPS.withUsers);
    expect(await lines()).toEqual(left.slice(1));
  });
});
