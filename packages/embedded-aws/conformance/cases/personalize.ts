import { Personalize, type Domain } from '@aws-sdk/client-personalize';
import { S3 } from '@aws-sdk/client-s3';
import { IAM } from '@aws-sdk/client-iam';
import { refusal, type Account } from '../account';
import type { ConformanceCase, Source } from '../conformance-case';
import { recorded } from '../sources';

/** A page of the developer guide. */
export const guide = (page: string): Source =>
  recorded('awsdocs/amazon-personalize-developer-guide', `doc_source/${page}.md`);
const MESSAGES = guide('error-messages');
const EXPRESSIONS = guide('filter-expressions');
const UPDATE = recorded(
  'aws-samples/amazon-personalize-samples',
  'next_steps/core_use_cases/updating_datasets/update-item-dataset-schema-example.ipynb',
);
const AGENT = recorded(
  'aws-samples/amazon-personalize-samples',
  'next_steps/generative_ai/personalized_recommender_agent/01_Recommender-Agent_Configure-Personalize-Resources.ipynb',
);

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const field = (name: string, type: unknown, more: object = {}): object => ({ name, type, ...more });
const schemaOf = (name: string, ...fields: object[]): string =>
  JSON.stringify({
    type: 'record',
    name,
    namespace: 'com.amazonaws.personalize.schema',
    fields,
    version: '1.0',
  });
const INTERACTIONS = schemaOf(
  'Interactions',
  field('USER_ID', 'string'),
  field('ITEM_ID', 'string'),
  field('EVENT_TYPE', 'string'),
  field('TIMESTAMP', 'long'),
);
const CATEGORICAL = { categorical: true };
const ITEM_FIELDS = [
  field('ITEM_ID', 'string'),
  field('PRICE', 'float'),
  field('CATEGORY_L1', 'string', CATEGORICAL),
  field('CATEGORY', 'string', CATEGORICAL),
  field('DESCRIPTION', 'string', CATEGORICAL),
  field('GENRE', 'string', CATEGORICAL),
  field('CREATION_TIMESTAMP', 'long'),
  field('ON_SALE', 'boolean'),
];
const ITEMS = schemaOf('Items', ...ITEM_FIELDS);
const USERS = schemaOf('Users', field('USER_ID', 'string'), field('AGE', 'int'));

/** The control plane. */
export const client = (account: Account): Personalize => account.client(Personalize);

/** Turns the clock until a status is final, and gives all that were seen, each once. */
export async function statuses(account: Account, ask: () => Promise<string | undefined>): Promise<string[]> {
  const seen: string[] = [];
  for (;;) {
    const status = await ask();
    if (status !== undefined && seen.at(-1) !== status) seen.push(status);
    if (!/PENDING|IN_PROGRESS/.test(status!)) return seen;
    await account.aws.clock.advance(60_000);
  }
}

async function group(account: Account, domain: Domain = 'ECOMMERCE'): Promise<string> {
  const { datasetGroupArn } = await client(account).createDatasetGroup({ name: 'shop', domain });
  await statuses(
    account,
    async () => (await client(account).describeDatasetGroup({ datasetGroupArn })).datasetGroup?.status,
  );
  return datasetGroupArn!;
}

async function dataset(
  account: Account,
  datasetGroupArn: string,
  datasetType: string,
  schema: string,
): Promise<string> {
  const { schemaArn } = await client(account).createSchema({
    name: datasetType,
    domain: 'ECOMMERCE',
    schema,
  });
  const { datasetArn } = await client(account).createDataset({
    name: datasetType,
    datasetGroupArn,
    datasetType,
    schemaArn,
  });
  await statuses(
    account,
    async () => (await client(account).describeDataset({ datasetArn })).dataset?.status,
  );
  return datasetArn!;
}

/** A dataset group with all three datasets. */
async function shop(account: Account): Promise<{ group: string; interactions: string; items: string }> {
  const arn = await group(account);
  const interactions = await dataset(account, arn, 'Interactions', INTERACTIONS);
  const items = await dataset(account, arn, 'Items', ITEMS);
  await dataset(account, arn, 'Users', USERS);
  return { group: arn, interactions, items };
}

const allow = (more: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...more } });

/** A bucket with a file, and a role that may read it. */
async function role(account: Account, body: string, mayRead = true): Promise<string> {
  const s3 = account.client(S3);
  await s3.createBucket({ Bucket: 'shop-data' });
  await s3.putObject({ Bucket: 'shop-data', Key: 'rows.csv', Body: body });
  const reading = {
    Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: ['arn:aws:s3:::shop-data', 'arn:aws:s3:::shop-data/*'],
  };
  await s3.putBucketPolicy({
    Bucket: 'shop-data',
    Policy: allow({ Principal: { Service: 'personalize.amazonaws.com' }, ...reading }),
  });
  const { Role } = await account.client(IAM).createRole({
    RoleName: 'reader',
    AssumeRolePolicyDocument: allow({
      Principal: { Service: 'personalize.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
  });
  if (mayRead)
    await account
      .client(IAM)
      .putRolePolicy({ RoleName: 'reader', PolicyName: 'p', PolicyDocument: allow(reading) });
  return Role!.Arn!;
}

/** An import of the file; its states, and its failure. */
async function imported(
  account: Account,
  datasetArn: string,
  roleArn: string,
  jobName = 'job',
): Promise<{ states: string[]; reason?: string }> {
  const { datasetImportJobArn } = await client(account).createDatasetImportJob({
    jobName,
    datasetArn,
    roleArn,
    dataSource: { dataLocation: 's3://shop-data/rows.csv' },
  });
  const describe = async (): Promise<{ status?: string; failureReason?: string } | undefined> =>
    (await client(account).describeDatasetImportJob({ datasetImportJobArn })).datasetImportJob;
  const states = await statuses(account, async () => (await describe())?.status);
  return { states, reason: (await describe())?.failureReason };
}

/** An import file. */
export const rows = (count: number, users = 50, event = 'View'): string =>
  [
    'USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP',
    ...Array.from({ length: count }, (_, n) => `u${n % users},i${n % 20},${event},${1_700_000_000 + n}`),
  ].join('\n');

/** A dataset group whose interactions are imported. */
export async function filledGroup(account: Account, body: string): Promise<string> {
  const { group: datasetGroupArn, interactions } = await shop(account);
  await imported(account, interactions, await role(account, body));
  return datasetGroupArn;
}

async function trained(
  account: Account,
  recipe: string,
  body: string,
): Promise<{ states: string[]; reason?: string }> {
  const datasetGroupArn = await filledGroup(account, body);
  const { recommenderArn } = await client(account).createRecommender({
    name: 'recommender',
    datasetGroupArn,
    recipeArn: `arn:aws:personalize:::recipe/${recipe}`,
  });
  const describe = async (): Promise<{ status?: string; failureReason?: string } | undefined> =>
    (await client(account).describeRecommender({ recommenderArn })).recommender;
  const states = await statuses(account, async () => (await describe())?.status);
  return { states, reason: (await describe())?.failureReason };
}

/** Expressions of the documentation that a shop’s filter takes. */
const TAKEN = [
  'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ($EVENT_TYPE)',
  'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("click", "stream")',
  'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("click")',
  'EXCLUDE ItemID WHERE Items.CATEGORY IN ($CATEGORY)',
  'EXCLUDE ItemID WHERE Items.CATEGORY IN ("shoe") AND Items.DESCRIPTION NOT IN ("boot")',
  'INCLUDE ItemID WHERE Items.GENRE IN ($GENRE)',
  'EXCLUDE ItemID WHERE Items.GENRE IN ($GENRE) IF CurrentUser.AGE = $AGE',
  'INCLUDE ItemID WHERE Items.CATEGORY IN ("watch") AND Items.DESCRIPTION IN ("luxury") IF CurrentUser.AGE > 18',
  'INCLUDE ItemID WHERE Items.CATEGORY IN ($CATEGORY) | INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("favorite")',
  'INCLUDE ItemID WHERE Items.GENRE IN ($GENRE) | EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("click", "stream")',
] as const;

const filterOf = async (account: Account, filterExpression: string): Promise<unknown> =>
  client(account).createFilter({ name: 'f', datasetGroupArn: (await shop(account)).group, filterExpression });

const LISTS = {
  datasetGroups: (c) => c.listDatasetGroups({}),
  schemas: (c) => c.listSchemas({}),
  recommenders: (c) => c.listRecommenders({}),
  solutions: (c) => c.listSolutions({}),
  campaigns: (c) => c.listCampaigns({}),
} as const satisfies Record<string, (c: Personalize) => Promise<object>>;

/** Cases of Personalize. */
export const personalize: readonly ConformanceCase[] = [
  {
    id: 'the answer to CreateDatasetGroup',
    title: 'CreateDatasetGroup answers the ARN, which ends in the name, and the domain',
    source: AGENT,
    run: (account) =>
      client(account).createDatasetGroup({ name: 'personalize_ecommerce_dsg', domain: 'ECOMMERCE' }),
    expected: { datasetGroupArn: `${ARN}:dataset-group/personalize_ecommerce_dsg`, domain: 'ECOMMERCE' },
  },
  {
    id: 'the states of a dataset group',
    title: 'a dataset group is CREATE PENDING, then ACTIVE',
    source: AGENT,
    run: async (account) => {
      const { datasetGroupArn } = await client(account).createDatasetGroup({
        name: 'shop',
        domain: 'ECOMMERCE',
      });
      const seen = await statuses(
        account,
        async () => (await client(account).describeDatasetGroup({ datasetGroupArn })).datasetGroup?.status,
      );
      return [seen[0], seen.at(-1)];
    },
    expected: ['CREATE PENDING', 'ACTIVE'],
  },
  {
    id: 'the answer to CreateSchema',
    title: 'CreateSchema answers the ARN, which ends in the name',
    source: UPDATE,
    run: (account) =>
      client(account).createSchema({ name: 'users-schema', domain: 'ECOMMERCE', schema: USERS }),
    expected: { schemaArn: `${ARN}:schema/users-schema` },
  },
  ...Object.entries(LISTS).map(([key, list]): ConformanceCase => ({
    id: `an empty list of ${key}`,
    title: `an account without ${key} gives an empty list of that name`,
    source: AGENT,
    run: (account) => list(client(account)),
    expected: { [key]: [] },
  })),
  {
    id: 'the states of an update of a dataset’s schema',
    title:
      'UpdateDataset with another schema moves dataset.status through UPDATE PENDING and UPDATE IN_PROGRESS',
    source: UPDATE,
    run: async (account) => {
      const { items: datasetArn } = await shop(account);
      const { schemaArn } = await client(account).createSchema({
        name: 'wider',
        domain: 'ECOMMERCE',
        schema: schemaOf('Items', ...ITEM_FIELDS, field('GENDER', ['null', 'string'], CATEGORICAL)),
      });
      await client(account).updateDataset({ datasetArn, schemaArn });
      const seen = await statuses(
        account,
        async () => (await client(account).describeDataset({ datasetArn })).dataset?.status,
      );
      return [seen[0], seen.at(-1)];
    },
    expected: [/^UPDATE (PENDING|IN_PROGRESS)$/, 'ACTIVE'],
  },
  {
    id: 'an invalid location',
    title: 'a data location that is no S3 location: Invalid Data location.',
    source: MESSAGES,
    run: async (account) => {
      const { interactions: datasetArn } = await shop(account);
      const roleArn = await role(account, rows(1000));
      return refusal(
        client(account).createDatasetImportJob({
          jobName: 'job',
          datasetArn,
          roleArn,
          dataSource: { dataLocation: 'https://shop-data/rows.csv' },
        }),
      );
    },
    expected: { code: 'InvalidInputException', message: /^Invalid Data location\./, status: 400 },
  },
  {
    id: 'a role that may not read',
    title:
      'an import whose role may not read: Failed to create a data import job for <type> dataset … Insufficient privileges for accessing data in Amazon S3.',
    source: MESSAGES,
    run: async (account) =>
      imported(account, (await shop(account)).interactions, await role(account, rows(1000), false)),
    expected: {
      reason:
        /^Failed to create a data import job for INTERACTIONS dataset\. Insufficient privileges for accessing data in Amazon S3\./,
    },
  },
  {
    id: 'missing columns',
    title: 'a file without columns: Input CSV is missing the following columns:[…].',
    source: MESSAGES,
    run: async (account) =>
      imported(account, (await shop(account)).interactions, await role(account, 'USER_ID,ITEM_ID\nu,i')),
    expected: {
      reason:
        /^Failed to create a data import job for INTERACTIONS dataset\. Input CSV is missing the following columns:\[EVENT_TYPE, TIMESTAMP\]\./,
    },
  },
  {
    id: 'too few events',
    title:
      'a recommender without 1,000 events of its type: Dataset has fewer than 1000 interactions after filtering by event type: <event type>',
    source: MESSAGES,
    run: (account) => trained(account, 'aws-ecomm-popular-items-by-views', rows(1000, 50, 'Purchase')),
    expected: { reason: 'Dataset has fewer than 1000 interactions after filtering by event type: View' },
  },
  {
    id: 'too few users',
    title: 'a training with too few users: … fewer than 25 users with at least 2 interactions each',
    source: MESSAGES,
    run: (account) => trained(account, 'aws-ecomm-popular-items-by-views', rows(1000, 20)),
    expected: { reason: /fewer than 25 users with at least 2 interactions each/ },
  },
  {
    id: 'enough data',
    title: 'a training with 1,000 interactions of 25 users with 2 each ends ACTIVE',
    source: MESSAGES,
    run: async (account) =>
      (await trained(account, 'aws-ecomm-popular-items-by-views', rows(1000, 25))).states.at(-1),
    expected: 'ACTIVE',
  },
  ...TAKEN.map((expression): ConformanceCase => ({
    id: `takes ${expression}`,
    title: `a filter is made of ${expression}`,
    source: EXPRESSIONS,
    run: (account) => filterOf(account, expression),
    expected: { filterArn: `${ARN}:filter/f` },
  })),
  {
    id: 'a placeholder after NOT IN',
    title:
      'a placeholder with another operator than IN and =: Could not create filter. Invalid input symbol …',
    source: MESSAGES,
    run: (account) => refusal(filterOf(account, 'EXCLUDE ItemID WHERE Items.GENRE NOT IN ($GENRE)')),
    expected: { code: 'InvalidInputException', message: /^Could not create filter\. Invalid input symbol/ },
  },
  {
    id: 'a boolean field',
    title: 'a filter on a boolean field: Could not create filter. Invalid Expression …',
    source: MESSAGES,
    run: (account) => refusal(filterOf(account, 'INCLUDE ItemID WHERE Items.ON_SALE IN ("true")')),
    expected: { code: 'InvalidInputException', message: /^Could not create filter\. Invalid Expression/ },
  },
  ...[
    'INCLUDE UserID WHERE Users.MEMBERSHIP_STATUS IN ($MEMBERSHIP)',
    'EXCLUDE UserID WHERE Interactions.EVENT_TYPE IN ($EVENT_TYPE)',
  ].map((expression): ConformanceCase => ({
    id: `refuses ${expression}`,
    title: `AWS makes a filter of users of ${expression}`,
    source: EXPRESSIONS,
    differs: 'PERSONALIZE-43',
    run: (account) => refusal(filterOf(account, expression)),
    expected: { code: 'InvalidInputException', status: 400 },
  })),
  {
    id: 'a second event tracker',
    title: 'a dataset group has one event tracker only: a second one is an error',
    source: guide('API_CreateEventTracker'),
    run: async (account) => {
      const datasetGroupArn = await group(account);
      await dataset(account, datasetGroupArn, 'Interactions', INTERACTIONS);
      await client(account).createEventTracker({ name: 'one', datasetGroupArn });
      return refusal(client(account).createEventTracker({ name: 'two', datasetGroupArn }));
    },
    expected: { code: /Exception$/, status: 400 },
  },
];
