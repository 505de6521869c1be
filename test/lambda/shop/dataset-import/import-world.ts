import type { DatasetImportProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { DATA_VERSION_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { datasetImport } from '../../../../lambda/shop/dataset-import/dataset-import';
import { FakePersonalize } from '../../support/fake-personalize';
import { providerFramework, type Request } from '../../support/provider-framework';
import { stackDouble, type StackState } from '../../support/stack-double';

/** Start of the account's ARNs. */
export const ACCOUNT = 'arn:aws:personalize:eu-west-1:111122223333';

/** The dataset group. */
export const GROUP = `${ACCOUNT}:dataset-group/Shop-shop`;

/** The dataset that is imported into. */
export const DATASET = `${ACCOUNT}:dataset/Shop-shop/ITEMS`;

/** The jobs of its imports. */
export const JOBS = `${ACCOUNT}:dataset-import-job/Shop-items-*`;

/** Why an import fails whose role does not work yet. */
export const UNREADABLE =
  'Failed to create a data import job. Insufficient privileges for accessing data in Amazon S3.';

export const properties: DatasetImportProperties = {
  DatasetArn: DATASET,
  DataLocation: 's3://bucket/dataset/training_item.csv',
  RoleArn: 'arn:aws:iam::111122223333:role/import',
  JobNamePrefix: 'Shop-items',
  DataVersion: '1',
  VersionTag: DATA_VERSION_TAG,
  SchemaName: 'Shop-items-aaaaaaaa',
  Last: 'true',
  TimeoutHours: '1',
};

export const create: Request<DatasetImportProperties> = {
  RequestType: 'Create',
  ResourceProperties: properties,
};

export const remove = { ...create, RequestType: 'Delete', PhysicalResourceId: JOBS } as const;

/** What the handler works with. */
export interface ImportWorld {
  readonly clock: { minutes: number };
  readonly stack: StackState;
  readonly personalize: FakePersonalize;
  /** Sends a request to the handler, and polls until it ends. */
  readonly run: ReturnType<typeof providerFramework<DatasetImportProperties>>;
  /** Another dataset under the same ARN each time. */
  readonly createDataset: () => void;
  /** ARNs of the import jobs. */
  readonly jobs: () => string[];
}

/** An account with the dataset; an import takes three minutes. */
export function importWorld(): ImportWorld {
  const clock = { minutes: 0 };
  const stack: StackState = {};
  const personalize = new FakePersonalize(clock);
  personalize.behaviour.createMinutes = 3;
  const createDataset = (): void =>
    void personalize.add('dataset', 'Shop-shop/ITEMS', {
      schemaArn: `${ACCOUNT}:schema/Shop-items-aaaaaaaa`,
    });
  createDataset();
  const lifecycle = datasetImport(personalize.client, stackDouble(stack));
  return {
    clock,
    stack,
    personalize,
    run: providerFramework(lifecycle, clock),
    createDataset,
    jobs: () => [...personalize.resources.keys()].filter((arn) => arn.includes(':dataset-import-job/')),
  };
}
