import * as sdk from '@aws-sdk/client-personalize';
import type { GetRecommendationsCommandInput } from '@aws-sdk/client-personalize-runtime';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { TestPersonalize } from './start-personalize';

/** A Personalize whose time passes only when its clock is turned. */
type OnClock = Pick<TestPersonalize, 'clock'> & { readonly personalize: sdk.PersonalizeClient };

export const IMPORT_ROLE = 'arn:aws:iam::123456789012:role/import';

/** Creates a dataset group, and waits for it. */
export async function createGroup(
  aws: OnClock,
  name = 'shop',
  domain: sdk.Domain | undefined = 'ECOMMERCE',
): Promise<string> {
  const { datasetGroupArn } = await aws.personalize.send(new sdk.CreateDatasetGroupCommand({ name, domain }));
  const describe = new sdk.DescribeDatasetGroupCommand({ datasetGroupArn });
  await settle(aws, async () => (await aws.personalize.send(describe)).datasetGroup?.status);
  return datasetGroupArn!;
}

/** Creates a schema and a dataset with it, and waits for both. */
export async function createDataset(
  aws: OnClock,
  datasetGroupArn: string,
  datasetType: DatasetType,
  schema: object = DATASETS[datasetType].schema,
): Promise<string> {
  const name = `${datasetGroupArn.split('/')[1]}-${datasetType.toLowerCase()}`;
  const { schemaArn } = await aws.personalize.send(
    new sdk.CreateSchemaCommand({ name, domain: 'ECOMMERCE', schema: JSON.stringify(schema) }),
  );
  const create = new sdk.CreateDatasetCommand({ name, schemaArn, datasetGroupArn, datasetType });
  const { datasetArn } = await aws.personalize.send(create);
  const describe = new sdk.DescribeDatasetCommand({ datasetArn });
  await settle(aws, async () => (await aws.personalize.send(describe)).dataset?.status);
  return datasetArn!;
}

/** The outcome of a creation. */
export interface Outcome {
  readonly arn: string;
  readonly status?: string;
  readonly failureReason?: string;
}

/** Imports a location into a dataset, and waits for the outcome. */
export async function runJob(
  aws: Pick<TestPersonalize, 'clock' | 'personalize'>,
  datasetArn: string,
  dataLocation: string,
  jobName: string,
  importMode?: 'FULL' | 'INCREMENTAL',
): Promise<Outcome> {
  const job = { jobName, datasetArn, dataSource: { dataLocation }, roleArn: IMPORT_ROLE, importMode };
  const { datasetImportJobArn } = await aws.personalize.createDatasetImportJob(job);
  const describe = async () =>
    (await aws.personalize.describeDatasetImportJob({ datasetImportJobArn })).datasetImportJob;
  const status = await settle(aws, async () => (await describe())?.status);
  return { arn: datasetImportJobArn!, status, failureReason: (await describe())?.failureReason };
}

/** A dataset group with a dataset for each file, which is imported unless it is empty; the ARNs of all. */
export async function fillGroup<Type extends DatasetType>(
  aws: TestPersonalize,
  files: Readonly<Record<Type, string>>,
  name = 'shop',
): Promise<{ readonly group: string } & Readonly<Record<Type, string>>> {
  const group = await createGroup(aws, name);
  const datasets = {} as Record<Type, string>;
  for (const type of Object.keys(files) as Type[]) {
    datasets[type] = await createDataset(aws, group, type);
    const file = type.toLowerCase();
    aws.files.set(`data/${file}.csv`, files[type]);
    if (files[type] === '') continue;
    const job = await runJob(aws, datasets[type], `s3://data/${file}.csv`, `${name}-${file}`);
    expect(job.status).toBe('ACTIVE');
  }
  return { group, ...datasets };
}

/** Creates a recommender, and waits for the end of its training. */
export async function train(
  aws: TestPersonalize,
  datasetGroupArn: string,
  useCase: UseCaseName,
  recommenderConfig?: sdk.RecommenderConfig,
  name: string = useCase,
): Promise<Outcome> {
  const request = { name, datasetGroupArn, recipeArn: recipeArn(useCase), recommenderConfig };
  const { recommenderArn } = await aws.personalize.createRecommender(request);
  const describe = async () => (await aws.personalize.describeRecommender({ recommenderArn })).recommender;
  const status = await settle(aws, async () => (await describe())?.status);
  return { arn: recommenderArn!, status, failureReason: (await describe())?.failureReason };
}

export const recipeArn = (useCase: UseCaseName): string =>
  `arn:aws:personalize:::recipe/${USE_CASES[useCase].recipe}`;

/** The ids that a recommender gives, for a user `u` unless told otherwise. */
export async function idsOf(
  { runtime }: TestPersonalize,
  recommenderArn: string,
  input: GetRecommendationsCommandInput = {},
): Promise<string[]> {
  const { itemList = [] } = await runtime.getRecommendations({ recommenderArn, userId: 'u', ...input });
  return itemList.map(({ itemId }) => itemId!);
}

/** Creates a filter, and waits for it. */
export async function createFilter(
  aws: TestPersonalize,
  datasetGroupArn: string,
  name: string,
  filterExpression: string,
): Promise<string> {
  const { filterArn } = await aws.personalize.createFilter({ name, datasetGroupArn, filterExpression });
  await settle(aws, async () => (await aws.personalize.describeFilter({ filterArn })).filter?.status);
  return filterArn!;
}

const HOUR_MS = 3_600_000;

/** Polls until the status is final, turning the clock. */
export async function settle(
  { clock }: Pick<TestPersonalize, 'clock'>,
  ask: () => Promise<string | undefined>,
): Promise<string | undefined> {
  for (;;) {
    const status = await ask();
    if (!status || !/PENDING|IN_PROGRESS/.test(status)) return status;
    await clock.advance(HOUR_MS);
  }
}
