import { S3Client } from '@aws-sdk/client-s3';
import type { FreshDataEnvironment } from '@ecommerce-recommenders/shop-data/contracts/fresh-data';
import { parseEventTypes, parseHoldout } from '@ecommerce-recommenders/shop-data/data/settings';
import { prepare as prepareStep } from '../fresh-data/prepare';
import { logged } from '../handler-logger';
import { canonicalBatches } from './canonical-batches';

const { DATA_BUCKET: bucket, HOLDOUT, EVENT_TYPES } = process.env as unknown as FreshDataEnvironment;
const s3 = new S3Client({});

/** Second step of the state machine: checks and prepares the claimed files. */
export const prepare = logged(
  'prepare',
  prepareStep({
    s3,
    bucket,
    batches: canonicalBatches(s3, bucket, {
      holdout: parseHoldout(HOLDOUT),
      eventTypes: parseEventTypes(EVENT_TYPES),
      escape: '\\',
    }),
    now: Date.now,
  }),
);
