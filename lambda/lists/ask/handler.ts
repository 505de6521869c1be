import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import type { AskStep, ListsEnvironment } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { LISTS_CLAIM_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { claimedS3, claimHolder } from '../../runs/execution-claim';
import { logged } from '../../shop/functions/handler-logger';
import { ask as askStep } from '../steps/ask';
import { listObjects } from '../steps/list-objects';
import { withPlan } from '../../runs/with-plan';

const bucket = (process.env as unknown as ListsEnvironment).DATA_BUCKET;
const s3 = new S3Client({});
const turn = claimHolder(s3, { Bucket: bucket, Key: LISTS_CLAIM_KEY });
// The recommenders scale with the load and throttle requests until they have; the client slows down meanwhile.
const runtime = new PersonalizeRuntimeClient({ retryMode: 'adaptive', maxAttempts: 10 });

/** Fourth step of the state machine, for each slice: asks the recommenders and writes their lists. */
export const ask = logged(
  'ask',
  withPlan((step: AskStep) => {
    const claimed = claimedS3(s3, () => turn.holds(step.execution));
    return askStep({ runtime, objects: listObjects(claimed, bucket), now: Date.now })(step);
  }),
);
