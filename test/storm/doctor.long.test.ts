import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  CreateEventTrackerCommand,
  CreateFilterCommand,
  CreateRecommenderCommand,
  DeleteCampaignCommand,
  DeleteEventTrackerCommand,
  DeleteFilterCommand,
  DeleteMetricAttributionCommand,
  DeleteRecommenderCommand,
  ListEventTrackersCommand,
  ListFiltersCommand,
  ListMetricAttributionsCommand,
  ListRecommendersCommand,
  ListTagsForResourceCommand,
  StartRecommenderCommand,
  StopRecommenderCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateCampaignCommand,
  UpdateRecommenderCommand,
  UpdateSolutionCommand,
} from '@aws-sdk/client-personalize';
import { deployedFindings } from '@ecommerce-recommenders/tools/doctor/app/deployed/deployed';
import type { NamedFinding } from '@ecommerce-recommenders/tools/doctor/check';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { localEnvironment, LOCAL_REGION } from 'embedded-aws/environment';
import { endSpawned, spawnCommand } from '../support/spawned-command';
import { EVERYTHING_ON } from '../upgrade/everything-on';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

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
  data: {
    interactions: {
      files: 'interactions.csv',
      user: 'USER_ID',
      item: 'ITEM_ID',
      time: { column: 'TIMESTAMP', format: 'seconds' },
      event: 'EVENT_TYPE',
    },
    items: { files: 'items.csv', id: 'id', category: 'category', price: 'price' },
  },
};
const USERS = { files: 'users.csv', id: 'id', columns: { AGE: { from: 'age', type: 'int' } } };
const {
  shop,
  'with-users': withUsers,
  retagged,
  unmeasured,
  everything,
} = shopAssemblies({
  shop: SHOP,
  'with-users': { ...SHOP, data: { ...SHOP.data, users: USERS } },
  unmeasured: { ...SHOP, metricAttribution: {} },
  retagged: { ...SHOP, tags: { team: 'shop', repaired: 'once' } },
  // The small shop has no similar items.
  everything: { ...EVERYTHING_ON, similarItems: false, archive: smallShop() },
});

const ARN = `arn:aws:personalize:${LOCAL_REGION}:123456789012`;
const datasetGroupArn = `${ARN}:dataset-group/${STACK_NAME}-shop`;
const recommender = (useCase: string): string => `${ARN}:recommender/${STACK_NAME}-${useCase}`;

describe('doctor on a deployed stack', () => {
  let account: StormAccount;
  let cloudFormation: CloudFormationClient;
  beforeEach(async () => {
    account = await startStormAccount([shop, withUsers, retagged, unmeasured, everything]);
    cloudFormation = new CloudFormationClient({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
  });
  afterEach(async () => {
    endSpawned();
    cloudFormation.destroy();
    await account.close();
  });

  const findings = (): Promise<NamedFinding[]> =>
    deployedFindings(
      { stackName: STACK_NAME, clients: { cloudFormation, personalize: account.personalize } as never },
      { readFacts: async () => undefined },
      account.aws.clock.now(),
    );
  /** Findings as `name status first sentence`, without ARNs' common part. */
  const lines = async (): Promise<string[]> =>
    (await findings()).map(({ name, status, says }) =>
      `${name} ${status} ${says}`.replaceAll(`${ARN}:`, '').replaceAll(`${STACK_NAME}-`, ''),
    );

  it('finds nothing on a fresh one with everything on, and what was changed there', async () => {
    expect(await account.create(everything)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    expect(await findings()).toEqual([
      expect.objectContaining({
        name: 'deployed',
        status: 'ok',
        says: expect.stringContaining('1 dataset group, 3 datasets, 4 recommenders, 1 filter') as string,
      }),
    ]);
    // An idle recommender is stopped, and a rate follows its use within bounds.
    await account.personalize.send(
      new StopRecommenderCommand({ recommenderArn: recommender('best-sellers') }),
    );
    const update = (rate: number): Promise<unknown> =>
      account.personalize.send(
        new UpdateRecommenderCommand({
          recommenderArn: recommender('frequently-bought-together'),
          recommenderConfig: { minRecommendationRequestsPerSecond: rate },
        }),
      );
    await update(5);
    expect(await lines()).toEqual([expect.stringContaining('deployed ok')]);
    await account.until(async () =>
      update(8).then(
        () => true,
        () => false,
      ),
    );
    expect(await lines()).toEqual([
      expect.stringContaining(
        'changed warning The recommender recommender/frequently-bought-together is provisioned for 8 requests a second; the template says 1 to 5: ',
      ),
    ]);
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(await findings()).toEqual([]);
  });

  it('names what was changed by hand, and its remedies restore it', async () => {
    const { personalize } = account;
    expect(await account.create(withUsers)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    expect(await lines()).toEqual([expect.stringContaining('deployed ok')]);
    // Personalize deletes no dataset while there are filters.
    expect(await account.update(shop)).toMatchObject({ status: 'UPDATE_COMPLETE' });
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
    const { tags = [] } = await personalize.send(
      new ListTagsForResourceCommand({ resourceArn: recommender('recommended-for-you') }),
    );

    const { Filters = [] } = await personalize.send(new ListFiltersCommand({ datasetGroupArn }));
    await personalize.send(new DeleteFilterCommand({ filterArn: Filters[0].filterArn }));
    const filterExpression = 'EXCLUDE ItemID WHERE Items.CATEGORY_L1 IN ("c")';
    await personalize.send(new CreateFilterCommand({ name: 'own', datasetGroupArn, filterExpression }));
    await personalize.send(new StopRecommenderCommand({ recommenderArn: recommender('most-viewed') }));
    await personalize.send(
      new UpdateRecommenderCommand({
        recommenderArn: recommender('best-sellers'),
        recommenderConfig: { minRecommendationRequestsPerSecond: 30 },
      }),
    );
    await personalize.send(
      new DeleteRecommenderCommand({ recommenderArn: recommender('frequently-bought-together') }),
    );
    await personalize.send(
      new UntagResourceCommand({
        resourceArn: recommender('recommended-for-you'),
        tagKeys: [OWNER_TAG, 'team'],
      }),
    );
    const trackers = async (): Promise<string[]> => {
      const { eventTrackers = [] } = await personalize.send(
        new ListEventTrackersCommand({ datasetGroupArn }),
      );
      return eventTrackers.map(({ eventTrackerArn }) => eventTrackerArn!);
    };
    const deleteTracker = async (): Promise<void> => {
      await personalize.send(new DeleteEventTrackerCommand({ eventTrackerArn: (await trackers())[0] }));
      await account.until(async () => (await trackers()).length === 0);
    };
    await deleteTracker();
    await personalize.send(new CreateEventTrackerCommand({ name: `${STACK_NAME}-events`, datasetGroupArn }));
    const attributions = async () =>
      (await personalize.send(new ListMetricAttributionsCommand({ datasetGroupArn }))).metricAttributions ??
      [];
    const { metricAttributionArn } = (await attributions())[0];
    await personalize.send(new DeleteMetricAttributionCommand({ metricAttributionArn }));
    await account.until(async () => (await attributions()).length === 0);
    await personalize.send(
      new UpdateCampaignCommand({ campaignArn: RankingCampaignArn, minProvisionedTPS: 2 }),
    );
    await personalize.send(
      new UpdateSolutionCommand({
        solutionArn: RankingCampaignArn.replace(':campaign/', ':solution/'),
        performAutoTraining: false,
      }),
    );
    const byHand = `${ARN}:recommender/by-hand`;
    await personalize.send(
      new CreateRecommenderCommand({
        name: 'by-hand',
        datasetGroupArn,
        recipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views',
      }),
    );
    const settled = async (): Promise<boolean> => {
      const { recommenders = [] } = await personalize.send(new ListRecommendersCommand({}));
      return recommenders.every(({ status = '' }) => !/PENDING|IN_PROGRESS/.test(status));
    };
    await account.until(settled);

    const found = await lines();
    const newTracker = (await trackers())[0].replace(`${ARN}:`, '');
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
    const command = spawnCommand(
      process.execPath,
      ['bin/recommenders.cjs', 'doctor', '--json'],
      localEnvironment({ endpoint: account.aws.endpoint, region: LOCAL_REGION }),
    );
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
    await personalize.send(new DeleteRecommenderCommand({ recommenderArn: byHand }));
    await personalize.send(new StartRecommenderCommand({ recommenderArn: recommender('most-viewed') }));
    await personalize.send(new TagResourceCommand({ resourceArn: recommender('recommended-for-you'), tags }));
    await deleteTracker();
    await account.until(settled);
    expect(await account.update(retagged)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
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
      (await lines()).some((line) =>
        /^gone problem The campaign ranking-\w+ of the stack .* is gone/.test(line),
      );
    await personalize.send(new DeleteCampaignCommand({ campaignArn: RankingCampaignArn }));
    await account.until(campaignIsGone);
    expect(await account.update(unmeasured)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect(await lines()).toEqual(left);
    // With the table, which takes the dataset back.
    expect(await account.update(withUsers)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect(await lines()).toEqual(left.slice(1));
  });
});
