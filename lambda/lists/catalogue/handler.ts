import { S3Client } from '@aws-sdk/client-s3';
import type {
  ListsEnvironment,
  ListsStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { LISTS_CLAIM_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { claimedS3, claimHolder } from '../../runs/execution-claim';
import { logged } from '../../shop/functions/handler-logger';
import { catalogue as catalogueStep } from '../steps/catalogue';
import { listObjects } from '../steps/list-objects';
import { withPlan } from '../../runs/with-plan';

const env = process.env as unknown as ListsEnvironment;
const bucket = env.DATA_BUCKET;
const s3 = new S3Client({});
const turn = claimHolder(s3, { Bucket: bucket, Key: LISTS_CLAIM_KEY });

/** Third step of the state machine: reads the ids of all items. */
export const catalogue = logged(
  'catalogue',
  withPlan((step: ListsStep) => {
    const claimed = claimedS3(s3, () => turn.holds(step.execution));
    const objects = listObjects(claimed, bucket);
    return catalogueStep({ s3: claimed, bucket, objects, items: env.ITEMS, now: Date.now })(step);
  }),
);
