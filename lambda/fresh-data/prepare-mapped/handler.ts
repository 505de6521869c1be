import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import type {
  FreshDataEnvironment,
  MappedPrepareStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { CLAIM_KEY } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { parsePreparation } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { claimedS3, claimHolder } from '../../runs/execution-claim';
import { prepare as prepareStep } from '../steps/prepare';
import { logged } from '../../shop/functions/handler-logger';
import { mappedOptions } from '../../shop/prepare-mapped-data/mapped-options';
import { mappedBatches } from './mapped-batches';

const { DATA_BUCKET: bucket, HOLDOUT, EVENT_TYPES } = process.env as unknown as FreshDataEnvironment;
const s3 = new S3Client({});
const turn = claimHolder(s3, { Bucket: bucket, Key: CLAIM_KEY });
const kms = new KMSClient({});
const settings = parsePreparation({ holdout: HOLDOUT, eventTypes: EVENT_TYPES });

/** Second step of the state machine: maps, checks and prepares the claimed files. */
export const prepare = logged('prepare', async (step: MappedPrepareStep) => {
  const claimed = claimedS3(s3, () => turn.holds(step.execution));
  const batches = mappedBatches(claimed, bucket, settings, await mappedOptions(kms, step));
  return prepareStep({ s3: claimed, bucket, batches, now: Date.now })(step);
});
