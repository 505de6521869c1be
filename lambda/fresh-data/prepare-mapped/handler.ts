import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import type {
  FreshDataEnvironment,
  MappedPrepareStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { CLAIM_KEY } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { parseEventTypes, parseHoldout } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { parseMapping } from '@ecommerce-recommenders/shop-data/data/mapping/parse-mapping';
import { claimedS3, claimHolder } from '../../runs/execution-claim';
import { prepare as prepareStep } from '../steps/prepare';
import { logged } from '../../shop/functions/handler-logger';
import { userKey } from '../../shop/prepare-mapped-data/user-key';
import { mappedBatches } from './mapped-batches';

const { DATA_BUCKET: bucket, HOLDOUT, EVENT_TYPES } = process.env as unknown as FreshDataEnvironment;
const s3 = new S3Client({});
const turn = claimHolder(s3, { Bucket: bucket, Key: CLAIM_KEY });
const kms = new KMSClient({});
const settings = {
  holdout: parseHoldout(HOLDOUT),
  eventTypes: parseEventTypes(EVENT_TYPES),
  escape: '\\',
} as const;

/** Second step of the state machine: maps, checks and prepares the claimed files. */
export const prepare = logged('prepare', async (step: MappedPrepareStep) => {
  const claimed = claimedS3(s3, () => turn.holds(step.execution));
  const batches = mappedBatches(claimed, bucket, {
    settings,
    mapping: parseMapping(JSON.parse(step.mapping)),
    maxBadRows: Number(step.maxBadRows),
    userKey: await userKey(kms, step.userKeyArn),
  });
  return prepareStep({ s3: claimed, bucket, batches, now: Date.now })(step);
});
