import { S3Client } from '@aws-sdk/client-s3';
import type { ListsEnvironment } from '@ecommerce-recommenders/shop-data/contracts/lists';
import { logged } from '../handler-logger';
import { catalogue as catalogueStep } from '../lists/catalogue';
import { listObjects } from '../lists/list-objects';
import { withPlan } from '../lists/with-plan';

const env = process.env as unknown as ListsEnvironment;
const bucket = env.DATA_BUCKET;
const s3 = new S3Client({});

/** Third step of the state machine: reads which items there are. */
export const catalogue = logged(
  'catalogue',
  withPlan(catalogueStep({ s3, bucket, objects: listObjects(s3, bucket), items: env.ITEMS })),
);
