import { S3Client } from '@aws-sdk/client-s3';
import type {
  FreshDataEnvironment,
  FreshDataStep,
  MappedPrepareStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { INCOMING_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { parsePreparation } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { lockedS3, lockHolder } from '../../runs/run-lock';
import { prepare as prepareStep, type Batches } from '../steps/prepare';
import { logged } from '../../shop/functions/handler-logger';
import { canonicalBatches } from './canonical-batches';

const { DATA_BUCKET: bucket, HOLDOUT, EVENT_TYPES } = process.env as unknown as FreshDataEnvironment;
const s3 = new S3Client({});
const lock = lockHolder(s3, { Bucket: bucket, Key: INCOMING_LOCK_KEY });

const settings = parsePreparation({ holdout: HOLDOUT, eventTypes: EVENT_TYPES });

/** Second step of the state machine: checks and prepares the files of the run, and applies the mapping of a shop's own files. */
export const prepare = logged('prepare', async (step: FreshDataStep | MappedPrepareStep) => {
  const claimed = lockedS3(s3, () => lock.holds(step.execution));
  const batches = await ('mapping' in step
    ? mapped(claimed, step)
    : canonicalBatches(claimed, bucket, settings));
  return prepareStep({ s3: claimed, bucket, batches, now: Date.now })(step);
});

/** Loads the modules that only mapped files need. */
async function mapped(claimed: S3Client, step: MappedPrepareStep): Promise<Batches> {
  const { mappedBatches } = require('./mapped-batches') as typeof import('./mapped-batches');
  const { mappedOptions } =
    require('../../source/prepare-mapped-data/mapped-options') as typeof import('../../source/prepare-mapped-data/mapped-options');
  return mappedBatches(claimed, bucket, settings, await mappedOptions(step));
}
