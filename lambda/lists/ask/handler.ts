import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import type { AskStep, ListsEnvironment } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { logged } from '../../shop/functions/handler-logger';
import { ask as askStep } from '../steps/ask';
import { lockedFiles } from '../steps/locked-files';
import { withPlan } from '../../runs/with-plan';

const env = process.env as unknown as ListsEnvironment;
const filesOf = lockedFiles(new S3Client({}), env.DATA_BUCKET);
// Throttles itself: recommenders scale with the load, and throttle requests until they have scaled.
const runtime = new PersonalizeRuntimeClient({ retryMode: 'adaptive', maxAttempts: 10 });

/** Fourth step of the state machine, for each slice: asks the recommenders and writes their lists. */
export const ask = logged(
  'ask',
  withPlan((step: AskStep) => askStep({ runtime, objects: filesOf(step).objects, now: Date.now })(step)),
);
