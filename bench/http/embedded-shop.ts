import { setTimeout } from 'node:timers/promises';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { createPrng } from '@ecommerce-recommenders/tools/sample/prng';
import { ROOT, signedHeaders, type Signer } from './recommendation-requests';

/** Number of categories, uniformly distributed: one category is 1 % of the items. */
const CATEGORIES = 100;
const USERS = 5_000;
const VIEWS_PER_ITEM = 4;

/** Import files of a shop in which every item was viewed. Ids end in numbers: `item-0`, `user-0`, `category-0`. */
export function shopCsv(itemCount: number): Record<Extract<DatasetType, 'INTERACTIONS' | 'ITEMS'>, Buffer> {
  const prng = createPrng(itemCount);
  const items = ['ITEM_ID,NAME,CATEGORY_L1,STYLE,PRODUCT_DESCRIPTION,PRICE'];
  const interactions = ['ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP'];
  for (let item = 0; item < itemCount; item++) {
    items.push(`item-${item},Item ${item},category-${prng.below(CATEGORIES)},plain,An item,9.99`);
    for (let view = 0; view < VIEWS_PER_ITEM; view++)
      interactions.push(
        `item-${item},user-${prng.below(USERS)},View,${1_600_000_000 + prng.below(10_000_000)}`,
      );
  }
  return {
    ITEMS: Buffer.from(`${items.join('\n')}\n`),
    INTERACTIONS: Buffer.from(`${interactions.join('\n')}\n`),
  };
}

/** A shop to set up on an embedded AWS. */
interface ShopFiles {
  /** Files for import as {@link DATASETS} describes them. */
  readonly csv: Readonly<Partial<Record<DatasetType, Buffer>>>;
  readonly useCases: readonly UseCaseName[];
  /** Expression of an optional filter. */
  readonly filter?: string;
}

/** The deployed recommenders, and credentials that may only query them. */
export interface EmbeddedShop {
  readonly recommenderArns: Readonly<Partial<Record<UseCaseName, string>>>;
  readonly filterArn?: string;
  readonly customer: Signer;
}

const BUCKET = 'bench-data';
const ROLE = 'arn:aws:iam::123456789012:role/bench';

/** Uploads files, imports them and trains recommenders as the account's root, and creates a role for the client. */
export async function createEmbeddedShop(endpoint: string, files: ShopFiles): Promise<EmbeddedShop> {
  const personalize = (operation: string, input: object): Promise<Answer> =>
    ask(endpoint, 'personalize', {
      headers: {
        'x-amz-target': `AmazonPersonalize.${operation}`,
        'content-type': 'application/x-amz-json-1.1',
      },
      body: JSON.stringify(input),
    });
  const created = async (kind: string, input: object): Promise<string> => {
    const member = `${kind[0].toLowerCase()}${kind.slice(1)}`;
    const arns = await personalize(`Create${kind}`, input);
    const arn = String(arns[`${member}Arn`]);
    for (;;) {
      const described = await personalize(`Describe${kind}`, { [`${member}Arn`]: arn });
      const { status = 'ACTIVE', failureReason = '' } = described[member] as Record<string, string>;
      if (status === 'ACTIVE') return arn;
      if (status === 'CREATE FAILED') throw new Error(`${arn}: ${failureReason}`);
      await setTimeout(20);
    }
  };

  await createRoles(endpoint);
  await ask(endpoint, 's3', { path: `/${BUCKET}`, method: 'PUT' });
  await ask(endpoint, 's3', { path: `/${BUCKET}?policy`, method: 'PUT', body: BUCKET_POLICY });
  const datasetGroupArn = await created('DatasetGroup', { name: 'bench', domain: 'ECOMMERCE' });
  for (const [datasetType, csv] of Object.entries(files.csv)) {
    const name = datasetType.toLowerCase();
    const schema = JSON.stringify(DATASETS[datasetType as DatasetType].schema);
    const schemaArn = await created('Schema', { name, domain: 'ECOMMERCE', schema });
    const datasetArn = await created('Dataset', { name, schemaArn, datasetGroupArn, datasetType });
    await ask(endpoint, 's3', { path: `/${BUCKET}/${name}.csv`, method: 'PUT', body: csv });
    const dataSource = { dataLocation: `s3://${BUCKET}/${name}.csv` };
    await created('DatasetImportJob', { jobName: name, datasetArn, dataSource, roleArn: ROLE });
  }
  const recommenderArns = Object.fromEntries(
    await Promise.all(
      files.useCases.map(async (name) => {
        const recipeArn = `arn:aws:personalize:::recipe/${USE_CASES[name].recipe}`;
        return [name, await created('Recommender', { name, datasetGroupArn, recipeArn })] as const;
      }),
    ),
  );
  const filterExpression = files.filter;
  const filterArn =
    filterExpression && (await created('Filter', { name: 'bench', datasetGroupArn, filterExpression }));
  return { recommenderArns, filterArn, customer: await assumeRole(endpoint) };
}

const document = (Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });

const READS = { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'] };
const BUCKET_ARNS = [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`];
const BUCKET_POLICY = document([
  { ...READS, Principal: { Service: 'personalize.amazonaws.com' }, Resource: BUCKET_ARNS },
]);

/** Creates one role, for Personalize's imports and for the client's requests. */
async function createRoles(endpoint: string): Promise<void> {
  await query(endpoint, 'iam', {
    Action: 'CreateRole',
    RoleName: 'bench',
    AssumeRolePolicyDocument: document([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: '123456789012', Service: 'personalize.amazonaws.com' },
      },
    ]),
  });
  await query(endpoint, 'iam', {
    Action: 'PutRolePolicy',
    RoleName: 'bench',
    PolicyName: 'bench',
    PolicyDocument: document([
      { ...READS, Resource: BUCKET_ARNS },
      { Effect: 'Allow', Action: 'personalize:GetRecommendations', Resource: '*' },
    ]),
  });
}

async function assumeRole(endpoint: string): Promise<Signer> {
  const xml = await query(endpoint, 'sts', { Action: 'AssumeRole', RoleArn: ROLE, RoleSessionName: 'bench' });
  const text = (name: string): string => new RegExp(`<${name}>([^<]*)`).exec(xml)![1];
  return { accessKeyId: text('AccessKeyId'), sessionToken: text('SessionToken') };
}

type Answer = Readonly<Record<string, unknown>>;

interface Request {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | URLSearchParams;
}

async function send(endpoint: string, service: string, request: Request): Promise<string> {
  const { path = '/', method = 'POST', headers, body } = request;
  const response = await fetch(`${endpoint}${path}`, {
    method,
    headers: { ...signedHeaders(ROOT, service), ...headers },
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} ${path}: ${response.status} ${text}`);
  return text;
}

async function ask(endpoint: string, service: string, request: Request): Promise<Answer> {
  return JSON.parse((await send(endpoint, service, request)) || '{}') as Answer;
}

const query = (endpoint: string, service: string, parameters: Record<string, string>): Promise<string> =>
  send(endpoint, service, { body: new URLSearchParams(parameters) });
