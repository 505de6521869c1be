import { PersonalizeClient } from '@aws-sdk/client-personalize';
import type {
  FreshDataEnvironment,
  FreshDataset,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { importData as importStep } from '../fresh-data/import-data';
import { logged } from '../handler-logger';

const env = process.env as unknown as FreshDataEnvironment;

/** Third step of the state machine, polled: starts the imports and waits for them. */
export const importData = logged(
  'import',
  importStep({
    personalize: new PersonalizeClient({}),
    bucket: env.DATA_BUCKET,
    roleArn: env.IMPORT_ROLE_ARN,
    datasets: JSON.parse(env.DATASETS) as Record<DatasetType, FreshDataset>,
    now: Date.now,
  }),
);
