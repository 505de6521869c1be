import { S3 } from '@aws-sdk/client-s3';
import { IAM } from '@aws-sdk/client-iam';
import type { Account } from '../account';
import type { ConformanceCase } from '../conformance-case';
import { recorded } from '../sources';
import { client, filledGroup, guide, rows, statuses } from './personalize';

const UPLOAD = guide('batch-data-upload');
const UPDATES = recorded(
  'aws-samples/amazon-personalize-samples',
  'next_steps/core_use_cases/updating_datasets/update-datasets-user-personalization-example.ipynb',
);
const SEGMENTS = recorded(
  'aws-samples/amazon-personalize-samples',
  'next_steps/core_use_cases/user_segmentation/user_segmentation_example.ipynb',
);
const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const roleArn = 'arn:aws:iam::123456789012:role/reader';
const RECIPES = {
  users: 'aws-user-personalization-v2',
  items: 'aws-item-affinity',
  attributes: 'aws-item-attribute-affinity',
} as const;

const allow = (more: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...more } });

/** A trained version on interactions and items; role and bucket allow what the guide says. */
async function trained(account: Account, recipe: keyof typeof RECIPES): Promise<string> {
  const personalize = client(account);
  const datasetGroupArn = await filledGroup(account, rows(1000));
  const batch = {
    Action: ['s3:GetObject', 's3:ListBucket', 's3:PutObject'],
    Resource: ['arn:aws:s3:::shop-data', 'arn:aws:s3:::shop-data/*'],
  };
  const bucket = allow({ Principal: { Service: 'personalize.amazonaws.com' }, ...batch });
  await account.client(S3).putBucketPolicy({ Bucket: 'shop-data', Policy: bucket });
  const inline = { RoleName: 'reader', PolicyName: 'p', PolicyDocument: allow(batch) };
  await account.client(IAM).putRolePolicy(inline);
  const items = Array.from({ length: 20 }, (_, n) => `i${n},1,${n % 2 ? 'Candy' : 'Tea'},c,d,g,1,true`);
  await put(
    account,
    'items.csv',
    ['ITEM_ID,PRICE,CATEGORY_L1,CATEGORY,DESCRIPTION,GENRE,CREATION_TIMESTAMP,ON_SALE', ...items].join('\n'),
  );
  const { datasetImportJobArn } = await personalize.createDatasetImportJob({
    jobName: 'items',
    datasetArn: `${ARN}:dataset/shop/ITEMS`,
    dataSource: { dataLocation: 's3://shop-data/items.csv' },
    roleArn,
  });
  await statuses(
    account,
    async () =>
      (await personalize.describeDatasetImportJob({ datasetImportJobArn })).datasetImportJob?.status,
  );
  const { solutionArn = '' } = await personalize.createSolution({
    name: recipe,
    datasetGroupArn,
    recipeArn: `arn:aws:personalize:::recipe/${RECIPES[recipe]}`,
    performAutoTraining: false,
  });
  await statuses(account, async () => (await personalize.describeSolution({ solutionArn })).solution?.status);
  const { solutionVersionArn = '' } = await personalize.createSolutionVersion({ solutionArn });
  await statuses(
    account,
    async () => (await personalize.describeSolutionVersion({ solutionVersionArn })).solutionVersion?.status,
  );
  return solutionVersionArn;
}

const put = (account: Account, Key: string, Body: string) =>
  account.client(S3).putObject({ Bucket: 'shop-data', Key, Body });

/** A job's ARN, states and the first line that it wrote. */
async function ran(
  account: Account,
  recipe: keyof typeof RECIPES,
  queries: readonly object[],
): Promise<{ arn?: string; states: string[]; reason?: string; line?: unknown }> {
  const job = {
    jobName: 'job',
    solutionVersionArn: await trained(account, recipe),
    roleArn,
    jobInput: { s3DataSource: { path: 's3://shop-data/in/queries.json' } },
    jobOutput: { s3DataDestination: { path: 's3://shop-data/out/' } },
    numResults: 3,
  };
  await put(account, 'in/queries.json', queries.map((query) => JSON.stringify(query)).join('\n'));
  const described = recipe === 'users' ? await inference(account, job) : await segment(account, job);
  const states = await statuses(account, async () => (await described.describe())?.status);
  const reason = (await described.describe())?.failureReason;
  if (states.at(-1) !== 'ACTIVE') return { arn: described.arn, states, reason };
  const output = await account.client(S3).getObject({ Bucket: 'shop-data', Key: 'out/queries.json.out' });
  const [line] = (await output.Body!.transformToString()).split('\n');
  return { arn: described.arn, states, line: JSON.parse(line) };
}

type Job = Parameters<ReturnType<typeof client>['createBatchSegmentJob']>[0];

async function inference(account: Account, job: Job) {
  const { batchInferenceJobArn: arn } = await client(account).createBatchInferenceJob(job);
  const describe = async () =>
    (await client(account).describeBatchInferenceJob({ batchInferenceJobArn: arn })).batchInferenceJob;
  return { arn, describe };
}

async function segment(account: Account, job: Job) {
  const { batchSegmentJobArn: arn } = await client(account).createBatchSegmentJob(job);
  const describe = async () =>
    (await client(account).describeBatchSegmentJob({ batchSegmentJobArn: arn })).batchSegmentJob;
  return { arn, describe };
}

const TEXTS = [/./, /./, /./];
const CANDY = 'ITEMS.CATEGORY_L1 = "Candy" AND ITEMS.PRICE = 1';

/** Batch jobs, from the guide and the notebooks. */
export const personalizeBatches: readonly ConformanceCase[] = [
  {
    id: 'a batch inference job',
    title: 'a batch inference job is answered by its ARN, which ends in its name',
    source: UPDATES,
    run: async (account) => (await ran(account, 'users', [{ userId: 'u1' }])).arn,
    expected: `${ARN}:batch-inference-job/job`,
  },
  {
    id: 'states of a batch inference job',
    title: 'a batch inference job is CREATE PENDING, CREATE IN_PROGRESS, ACTIVE',
    source: UPDATES,
    run: async (account) => (await ran(account, 'users', [{ userId: 'u1' }])).states,
    expected: ['CREATE PENDING', 'CREATE IN_PROGRESS', 'ACTIVE'],
  },
  {
    id: 'output of a batch inference job',
    title:
      'recommendations are written to the input’s name and .out, with recommendedItems, scores and error',
    source: UPDATES,
    run: async (account) => {
      const { line } = await ran(account, 'users', [{ userId: 'u1' }]);
      return [line, Object.keys(line as object)];
    },
    expected: [
      { input: { userId: 'u1' }, output: { recommendedItems: TEXTS }, error: null },
      ['input', 'output', 'error'],
    ],
  },
  {
    id: 'a user without a userId',
    title: 'a line without a userId: User error: Required fields for the provided recipe are userId',
    source: {
      url: 'https://repost.aws/questions/QUeREKqg8BSiakXAEyxdUr7A/preventing-high-cost-with-aws-personalize',
    },
    run: async (account) => (await ran(account, 'users', [{ itemId: 'i1' }])).line,
    expected: {
      output: { recommendedItems: [] },
      error: 'User error: Required fields for the provided recipe are userId',
    },
  },
  {
    id: 'output of a batch segment job',
    title: 'a segment of an item is written with usersList and error',
    source: SEGMENTS,
    run: async (account) => (await ran(account, 'items', [{ itemId: 'i1' }])).line,
    expected: { input: { itemId: 'i1' }, output: { usersList: TEXTS }, error: null },
  },
  {
    id: 'the guide’s output of a batch segment job',
    title: 'the guide’s example of a segment calls its users recommendedUsers',
    source: UPLOAD,
    differs: 'PERSONALIZE-116',
    run: async (account) => (await ran(account, 'items', [{ itemId: 'i1' }])).line,
    expected: { input: { itemId: 'i1' }, output: { usersList: TEXTS } },
  },
  {
    id: 'a segment of attributes',
    title: 'a segment of attributes, combined by AND, echoes them in its input',
    source: SEGMENTS,
    run: async (account) => (await ran(account, 'attributes', [{ itemAttributes: CANDY }])).line,
    expected: { input: { itemAttributes: CANDY }, output: { usersList: TEXTS }, error: null },
  },
  {
    id: 'IN for attributes',
    title: 'attributes are compared by = only, not by IN as in filters',
    source: UPLOAD,
    run: async (account) =>
      (await ran(account, 'attributes', [{ itemAttributes: 'ITEMS.CATEGORY_L1 IN ("Candy")' }])).line,
    expected: { output: { usersList: [] }, error: /^User error: / },
  },
  {
    id: '501 items',
    title: 'an input file of Item-Affinity has 500 queries at most',
    source: guide('limits'),
    run: async (account) =>
      (
        await ran(
          account,
          'items',
          Array.from({ length: 501 }, () => ({ itemId: 'i1' })),
        )
      ).states.at(-1),
    expected: 'CREATE FAILED',
  },
  {
    id: '11 attributes',
    title: 'an input file of Item-Attribute-Affinity has 10 queries at most',
    source: guide('limits'),
    run: async (account) =>
      (
        await ran(
          account,
          'attributes',
          Array.from({ length: 11 }, () => ({ itemAttributes: CANDY })),
        )
      ).states.at(-1),
    expected: 'CREATE FAILED',
  },
];
