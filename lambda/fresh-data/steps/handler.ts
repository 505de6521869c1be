import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type {
  FreshDataEnvironment,
  FreshDataStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { canonicalKind, mappedKind } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/next-batch';
import { INCOMING_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { lockedS3, runLock } from '../../runs/run-lock';
import { logged } from '../../shop/functions/handler-logger';
import { openDeletionJob } from '../../add-ons/open-deletion-job';
import { claim as claimStep } from './claim';
import { finish as finishStep } from './finish';

const {
  DATA_BUCKET: bucket,
  DATASET_GROUP_ARN: datasetGroupArn,
  MAPPED,
} = process.env as unknown as FreshDataEnvironment;
const kindOf = MAPPED === undefined ? canonicalKind : mappedKind;
const s3 = new S3Client({});
const personalize = new PersonalizeClient({});
const sfn = new SFNClient({});
const lock = runLock(s3, sfn, { Bucket: bucket, Key: INCOMING_LOCK_KEY });
const now = Date.now;

/** S3 client of a step. It rejects changes once the run has lost its lock. */
const claimed = ({ execution }: Pick<FreshDataStep, 'execution'>): S3Client =>
  lockedS3(s3, () => lock.holds(execution));

/** First step of the state machine: acquires the lock and takes the files under incoming/. */
export const claim = logged('claim', (step: FreshDataStep) =>
  claimStep({
    s3: claimed(step),
    bucket,
    lock,
    kindOf,
    openDeletionJob: () => openDeletionJob(personalize, datasetGroupArn),
    now,
  })(step),
);

/** Last step: moves the run's files, writes the report and releases the lock. */
export const finish = logged('finish', (step: FreshDataStep) =>
  finishStep({ s3: claimed(step), sfn, bucket, lock, now })(step),
);
