import {
  CreateDatasetCommand,
  CreateDatasetGroupCommand,
  CreateDatasetImportJobCommand,
  CreateRecommenderCommand,
  CreateSchemaCommand,
  DescribeDatasetCommand,
  DescribeDatasetGroupCommand,
  DescribeDatasetImportJobCommand,
  DescribeRecommenderCommand,
  type Domain,
  type RecommenderConfig,
  type PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { TestPersonalize } from './start-personalize';

/** A Personalize whose time passes only when its clock is turned. */
type OnClock = Pick<TestPersonalize, 'clock'> & { readonly personalize: PersonalizeClient };

export const IMPORT_ROLE = 'arn:aws:iam::123456789012:role/import';

/** Creates a dataset group, and waits for it. */
export async function createGroup(
  aws: OnClock,
  name = 'shop',
  domain: Domain | undefined = 'ECOMMERCE',
): Promise<string> {
  const { datasetGroupArn } = await aws.personalize.send(new CreateDatasetGroupCommand({ name, domain }));
  await settle(aws, async () => {
    const { datasetGroup } = await aws.personalize.send(new DescribeDatasetGroupCommand({ datasetGroupArn }));
    return datasetGroup?.status;
  });
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
    new CreateSchemaCommand({ name, domain: 'ECOMMERCE', schema: JSON.stringify(schema) }),
  );
  const { datasetArn } = await aws.personalize.send(
    new CreateDatasetCommand({ name, schemaArn, datasetGroupArn, datasetType }),
  );
  await settle(aws, async () => {
    const { dataset } = await aws.personalize.send(new DescribeDatasetCommand({ datasetArn }));
    return dataset?.status;
  });
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
  aws: OnClock,
  datasetArn: string,
  dataLocation: string,
  jobName: string,
  importMode?: 'FULL' | 'INCREMENTAL',
): Promise<Outcome> {
  const { datasetImportJobArn } = await aws.personalize.send(
    new CreateDatasetImportJobCommand({
      jobName,
      datasetArn,
      dataSource: { dataLocation },
      roleArn: IMPORT_ROLE,
      importMode,
    }),
  );
  const describe = async () =>
    (await aws.personalize.send(new DescribeDatasetImportJobCommand({ datasetImportJobArn })))
      .datasetImportJob;
  const status = await settle(aws, async () => (await describe())?.status);
  return { arn: datasetImportJobArn!, status, failureReason: (await describe())?.failureReason };
}

/** Creates a recommender, and waits for the end of its training. */
export async function train(
  aws: OnClock,
  datasetGroupArn: string,
  useCase: UseCaseName,
  recommenderConfig?: RecommenderConfig,
): Promise<Outcome> {
  const { recommenderArn } = await aws.personalize.send(
    new CreateRecommenderCommand({
      name: useCase,
      datasetGroupArn,
      recipeArn: recipeArn(useCase),
      recommenderConfig,
    }),
  );
  const describe = async () =>
    (await aws.personalize.send(new DescribeRecommenderCommand({ recommenderArn }))).recommender;
  const status = await settle(aws, async () => (await describe())?.status);
  return { arn: recommenderArn!, status, failureReason: (await describe())?.failureReason };
}

export const recipeArn = (useCase: UseCaseName): string =>
  `arn:aws:personalize:::recipe/${USE_CASES[useCase].recipe}`;

const HOUR_MS = 3_600_000;

/** Polls until the status is final, turning the clock. */
export async function settle(
  { clock }: OnClock,
  ask: () => Promise<string | undefined>,
): Promise<string | undefined> {
  for (;;) {
    const status = await ask();
    if (!status || !/PENDING|IN_PROGRESS/.test(status)) return status;
    await clock.advance(HOUR_MS);
  }
}
