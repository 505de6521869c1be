import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import type { ListsEnvironment } from '@ecommerce-recommenders/shop-data/contracts/lists';
import { logged } from '../handler-logger';
import { ask as askStep } from '../lists/ask';
import { listObjects } from '../lists/list-objects';
import { withPlan } from '../lists/with-plan';

const bucket = (process.env as unknown as ListsEnvironment).DATA_BUCKET;

/** Fourth step of the state machine, for each slice: asks the recommenders and writes their lists. */
export const ask = logged(
  'ask',
  withPlan(
    askStep({
      // Capacity grows with the load: requests are throttled until it has, and the client slows down meanwhile.
      runtime: new PersonalizeRuntimeClient({ retryMode: 'adaptive', maxAttempts: 10 }),
      objects: listObjects(new S3Client({}), bucket),
      now: Date.now,
    }),
  ),
);
