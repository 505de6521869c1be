import {
  DescribeRecommenderCommand,
  ListTagsForResourceCommand,
  PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type {
  ListsEnvironment,
  ListsStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { LISTS_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { runLock, whileLocked } from '../../runs/run-lock';
import { logged } from '../../shop/functions/handler-logger';
import { openDeletionJob } from '../../add-ons/open-deletion-job';
import { claim as claimStep } from '../../runs/claim';
import { lockedFiles } from './locked-files';
import { finish as finishStep } from './finish';
import { switchOver as switchOverStep } from './switch-over';
import { temporaryRecommenders, type TemporaryRecommenders } from './temporary-recommenders';
import { train as trainStep } from './train';
import { withPlan } from '../../runs/with-plan';

const env = process.env as unknown as ListsEnvironment;
const bucket = env.DATA_BUCKET;
const s3 = new S3Client({});
const personalize = new PersonalizeClient({});
const lock = runLock(s3, new SFNClient({}), { Bucket: bucket, Key: LISTS_LOCK_KEY });
const now = Date.now;
const patienceHours = Number(env.PATIENCE_HOURS);

const filesOf = lockedFiles(s3, bucket, lock);
/** Recommenders of a step. They reject changes that the step may not make. */
const recommendersOf = (may: () => Promise<boolean>): TemporaryRecommenders => {
  const reads = [DescribeRecommenderCommand, ListTagsForResourceCommand];
  return temporaryRecommenders(whileLocked(personalize, may, reads), env.STACK_ID, now);
};

/** First step of the state machine: acquires the lock of the lists. */
export const claim = logged(
  'claim',
  claimStep(lock, now, () => openDeletionJob(personalize, env.DATASET_GROUP_ARN)),
);

/** Second step, polled: creates the recommenders and waits for their training. */
export const train = logged(
  'train',
  withPlan((step: ListsStep) => {
    const recommenders = recommendersOf(() => lock.holds(step.execution));
    return trainStep({ recommenders, patienceHours, now })(step);
  }),
);

/** Fifth step: checks the lists and puts them into service. */
export const switchOver = logged(
  'switch',
  withPlan((step: ListsStep) => switchOverStep(filesOf(step).objects, now)(step)),
);

/** Last step, polled: deletes the recommenders and old files, and releases the lock. */
export const finish = logged(
  'finish',
  withPlan((step: ListsStep) => {
    const recommenders = recommendersOf(async () => !(await lock.isAnothers(step.execution)));
    return finishStep({ ...filesOf(step), recommenders, lock, patienceHours, now })(step);
  }),
);
