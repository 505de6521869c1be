import {
  DescribeDatasetCommand,
  ListDatasetImportJobsCommand,
  PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import type {
  FreshDataEnvironment,
  FreshDataset,
  FreshDataStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { INCOMING_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { lockHolder, whileLocked } from '../../runs/run-lock';
import { importData as importStep } from '../steps/import-data';
import { logged } from '../../shop/functions/handler-logger';

const env = process.env as unknown as FreshDataEnvironment;

const bucket = env.DATA_BUCKET;
const personalize = new PersonalizeClient({});
const lock = lockHolder(new S3Client({}), { Bucket: bucket, Key: INCOMING_LOCK_KEY });

/** Third step of the state machine, polled: starts the imports and waits for them. */
export const importData = logged('import', (step: FreshDataStep) =>
  importStep({
    personalize: whileLocked(personalize, () => lock.holds(step.execution), [
      DescribeDatasetCommand,
      ListDatasetImportJobsCommand,
    ]),
    bucket,
    roleArn: env.IMPORT_ROLE_ARN,
    datasets: JSON.parse(env.DATASETS) as Partial<Record<DatasetType, FreshDataset>>,
    now: Date.now,
  })(step),
);
