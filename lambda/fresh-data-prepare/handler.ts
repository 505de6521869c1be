import { S3Client } from '@aws-sdk/client-s3';
import type { FreshDataEnvironment } from '@ecommerce-recommenders/shop-data/contracts/fresh-data';
import { parseEventTypes, parseHoldout } from '@ecommerce-recommenders/shop-data/data/settings';
import { prepare as prepareStep } from '../fresh-data/prepare';
import { logged } from '../handler-logger';

const env = process.env as unknown as FreshDataEnvironment;

/** Second step of the state machine: checks and prepares the claimed files. */
export const prepare = logged(
  'prepare',
  prepareStep({
    s3: new S3Client({}),
    bucket: env.DATA_BUCKET,
    settings: {
      holdout: parseHoldout(env.HOLDOUT),
      eventTypes: parseEventTypes(env.EVENT_TYPES),
      escape: '\\',
    },
    now: Date.now,
  }),
);
