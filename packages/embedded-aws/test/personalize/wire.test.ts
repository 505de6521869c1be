import type { Personalize } from '@aws-sdk/client-personalize';
import { CONTROL_ACTIONS } from '../../src/services/personalize/control/control-actions';
import { EVENT_OPERATIONS, RUNTIME_OPERATIONS } from '../../src/services/personalize/personalize';
import { runningFor } from '../support/running';
import { IMPORT_ROLE } from './support/shop';
import { startPersonalize } from './support/start-personalize';
import { wholeLife } from './support/whole-life';

const ANY_STRING = expect.any(String) as string;
const arn = (path: string): string =>
  expect.stringMatching(`^arn:aws:personalize:us-east-1:123456789012:${path}$`) as string;
const DATES = {
  creationDateTime: expect.any(Date) as Date,
  lastUpdatedDateTime: expect.any(Date) as Date,
};
const ACTIVE = { status: 'ACTIVE', ...DATES };
const listOf = (entry: object): object => expect.arrayContaining([expect.objectContaining(entry)]) as object;

const datasetGroupArn = arn('dataset-group/shop');
const recommenderArn = arn('recommender/recommended-for-you');
const metricAttributionArn = arn('metric-attribution/metrics');
const filterArn = arn('filter/shoes');
const solutionArn = arn('solution/ranking');
const solutionVersionArn = arn('solution/ranking/[0-9a-f]{8}');
const campaignArn = arn('campaign/ranking');
const RANKING_V2 = 'arn:aws:personalize:::recipe/aws-personalized-ranking-v2';
const datasetArn = arn('dataset/shop/[A-Z]+');
const schemaArn = arn('schema/[a-z-]+');
const datasetImportJobArn = arn('dataset-import-job/[a-z-]+');
const dataDeletionJobArn = arn('data-deletion-job/users');
const DELETED = { jobName: 'users', status: 'COMPLETED', ...DATES };
const BATCH = {
  solutionVersionArn: arn('solution/[a-z]+/[0-9a-f]{8}'),
  numResults: 25,
  jobInput: { s3DataSource: { path: 's3://data/in/queries.json' } },
  jobOutput: { s3DataDestination: { path: 's3://data/out/' } },
  ...ACTIVE,
};
const batchInferenceJobArn = arn('batch-inference-job/batch');
const batchSegmentJobArn = arn('batch-segment-job/segments');
/** The lists that are empty in the end. */
const EMPTY =
  'Campaigns DatasetExportJobs DatasetGroups Datasets EventTrackers MetricAttributions Recommenders Schemas Solutions';
const DONE = { $metadata: expect.objectContaining({ httpStatusCode: 200 }) as object };

/**
 * The SDK's result for the latest response of each operation, or part of it: of those that answer more than an ARN, and that no
 * other test asks by the SDK.
 */
const PARSED: Readonly<Record<string, object>> = {
  DescribeBatchInferenceJob: {
    batchInferenceJob: {
      batchInferenceJobArn,
      jobName: 'batch',
      batchInferenceJobMode: 'BATCH_INFERENCE',
      ...BATCH,
    },
  },
  DescribeBatchSegmentJob: { batchSegmentJob: { batchSegmentJobArn, jobName: 'segments', ...BATCH } },
  DescribeCampaign: { campaign: { campaignArn, name: 'ranking', latestCampaignUpdate: ACTIVE, ...ACTIVE } },
  DescribeDataDeletionJob: {
    dataDeletionJob: {
      dataDeletionJobArn,
      datasetGroupArn,
      dataSource: { dataLocation: 's3://data/users.csv' },
      numDeleted: expect.any(Number) as number,
      ...DELETED,
    },
  },
  DescribeDataset: { dataset: { datasetArn, datasetGroupArn, datasetType: 'USERS', schemaArn, ...ACTIVE } },
  DescribeDatasetGroup: { datasetGroup: { datasetGroupArn, name: 'shop', domain: 'ECOMMERCE', ...ACTIVE } },
  DescribeDatasetImportJob: {
    datasetImportJob: {
      datasetImportJobArn,
      datasetArn,
      dataSource: { dataLocation: 's3://data/items.csv' },
      importMode: 'FULL',
      ...ACTIVE,
    },
  },
  DescribeFilter: { filter: { filterArn, datasetGroupArn, filterExpression: ANY_STRING, ...ACTIVE } },
  DescribeMetricAttribution: {
    metricAttribution: {
      metricAttributionArn,
      datasetGroupArn,
      name: 'metrics',
      metricsOutputConfig: { roleArn: IMPORT_ROLE },
      ...ACTIVE,
    },
  },
  DescribeRecommender: {
    recommender: {
      recommenderArn,
      datasetGroupArn,
      recipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-recommended-for-you',
      latestRecommenderUpdate: ACTIVE,
      ...ACTIVE,
    },
  },
  DescribeSolution: {
    solution: {
      solutionArn,
      datasetGroupArn,
      recipeArn: RANKING_V2,
      performAutoTraining: false,
      solutionConfig: { autoTrainingConfig: { schedulingExpression: 'rate(3 days)' } },
      latestSolutionVersion: { solutionVersionArn, trainingMode: 'FULL', ...ACTIVE },
      latestSolutionUpdate: { performAutoTraining: false, ...ACTIVE },
      ...ACTIVE,
    },
  },
  DescribeSolutionVersion: {
    solutionVersion: {
      solutionVersionArn,
      solutionArn,
      datasetGroupArn,
      recipeArn: RANKING_V2,
      trainingHours: expect.any(Number) as number,
      trainingType: 'MANUAL',
      ...ACTIVE,
    },
  },
  GetPersonalizedRanking: {
    recommendationId: expect.stringMatching(/^RID-[0-9a-f-]{36}$/) as string,
    personalizedRanking: [
      { itemId: 'item-7', score: 1, metadata: { PRICE: '9.99' } },
      { itemId: 'new', metadata: { PRICE: '5' } },
    ],
  },
  GetRecommendations: {
    recommendationId: expect.stringMatching(/^RID-[0-9a-f-]{36}$/) as string,
    itemList: expect.arrayContaining([
      { itemId: 'item-0', score: expect.any(Number) as number, metadata: { PRICE: '9.99' } },
    ]) as object,
  },
  ListBatchInferenceJobs: {
    batchInferenceJobs: listOf({ batchInferenceJobArn, jobName: 'batch', ...ACTIVE }),
  },
  ListBatchSegmentJobs: { batchSegmentJobs: listOf({ batchSegmentJobArn, jobName: 'segments', ...ACTIVE }) },
  ListDataDeletionJobs: { dataDeletionJobs: listOf({ dataDeletionJobArn, ...DELETED }) },
  ListDatasetImportJobs: {
    datasetImportJobs: listOf({ datasetImportJobArn, jobName: 'shop-items', ...ACTIVE }),
  },
  ...Object.fromEntries(
    EMPTY.split(' ').map((name) => [`List${name}`, { [name[0].toLowerCase() + name.slice(1)]: [] }]),
  ),
  ListSolutionVersions: { solutionVersions: listOf({ solutionVersionArn, ...ACTIVE }) },
};

describe("Personalize through the SDK's own commands", () => {
  const aws = runningFor('all tests', () => startPersonalize('fast'));
  const parsed = new Map<string, object>();

  beforeAll(async () => {
    // The three clients differ only in the types of their commands.
    for (const client of [aws.personalize, aws.runtime, aws.events] as unknown as Personalize[])
      client.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            const result = await next(args);
            parsed.set(String(commandName).replace('Command', ''), result.output);
            return result;
          },
        { step: 'initialize' },
      );
    await wholeLife(aws);
  });

  it.each(Object.keys({ ...CONTROL_ACTIONS, ...RUNTIME_OPERATIONS, ...EVENT_OPERATIONS }))(
    'answers %s in the form that the SDK reads',
    (operation) => expect(parsed.get(operation)).toMatchObject({ ...DONE, ...PARSED[operation] }),
  );

  it('leaves nothing once everything is deleted in order', () => expect(aws.account.inventory()).toEqual([]));
});
