import { S3Client } from '@aws-sdk/client-s3';
import type {
  ListsEnvironment,
  ListsStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { LISTS_CLAIM_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { claimedS3, claimHolder } from '../../runs/execution-claim';
import { withPlan } from '../../runs/with-plan';
import { logged } from '../../shop/functions/handler-logger';
import { listObjects } from '../steps/list-objects';
import { similar as similarStep } from '../steps/similar';

const env = process.env as unknown as ListsEnvironment;
const bucket = env.DATA_BUCKET;
const s3 = new S3Client({});
const turn = claimHolder(s3, { Bucket: bucket, Key: LISTS_CLAIM_KEY });

/** Second step of the state machine, of shops with similar items: makes their lists. */
export const similar = logged(
  'similar',
  withPlan((step: ListsStep) => {
    const claimed = claimedS3(s3, () => turn.holds(step.execution));
    return similarStep({ s3: claimed, bucket, objects: listObjects(claimed, bucket) })(step);
  }),
);
