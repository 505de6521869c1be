import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import type {
  FreshDataEnvironment,
  MappedPrepareStep,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data';
import { parseEventTypes, parseHoldout } from '@ecommerce-recommenders/shop-data/data/settings';
import { parseMapping } from '@ecommerce-recommenders/shop-data/mapping/parse-mapping';
import { prepare as prepareStep } from '../fresh-data/prepare';
import { logged } from '../handler-logger';
import { userKey } from '../prepare-mapped-data/user-key';
import { mappedBatches } from './mapped-batches';

const { DATA_BUCKET: bucket, HOLDOUT, EVENT_TYPES } = process.env as unknown as FreshDataEnvironment;
const s3 = new S3Client({});
const kms = new KMSClient({});
const settings = {
  holdout: parseHoldout(HOLDOUT),
  eventTypes: parseEventTypes(EVENT_TYPES),
  escape: '\\',
} as const;

/** Second step of the state machine: maps, checks and prepares the claimed files. */
export const prepare = logged('prepare', async (step: MappedPrepareStep) => {
  const batches = mappedBatches(s3, bucket, {
    settings,
    mapping: parseMapping(JSON.parse(step.mapping)),
    maxBadRows: Number(step.maxBadRows),
    userKey: await userKey(kms, step.userKeyArn),
  });
  return prepareStep({ s3, bucket, batches, now: Date.now })(step);
});
