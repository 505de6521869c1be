import {
  DescribeBatchInferenceJobCommand,
  DescribeBatchSegmentJobCommand,
  DescribeSolutionVersionCommand,
  ListSolutionVersionsCommand,
  PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { batchLockKey } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import type {
  BatchAnswers,
  BatchEnvironment,
  BatchStep,
  BatchStepName,
} from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import { lockedS3, runLock, whileLocked, type RunLock } from '../../runs/run-lock';
import { logged } from '../../shop/functions/handler-logger';
import { claim } from '../../runs/claim';
import { withPlan } from '../../runs/with-plan';
import { openDeletionJob } from '../../add-ons/open-deletion-job';
import { convert } from './convert';
import { finish } from './finish';
import { train } from './train';
import { work } from './work';
import { write } from './write';

const env = process.env as unknown as BatchEnvironment;
const bucket = env.DATA_BUCKET;
const s3 = new S3Client({});
const sfn = new SFNClient({});
const personalize = new PersonalizeClient({});
const { now } = Date;
const patienceHours = Number(env.PATIENCE_HOURS);
const lockOf = ({ plan: { folder } }: Pick<BatchStep, 'plan'>): RunLock =>
  runLock(s3, sfn, { Bucket: bucket, Key: batchLockKey(folder) });

const PERSONALIZE_READS = [
  DescribeBatchInferenceJobCommand,
  DescribeBatchSegmentJobCommand,
  DescribeSolutionVersionCommand,
  ListSolutionVersionsCommand,
];

type Step<Name extends BatchStepName> = (step: BatchStep) => Promise<BatchAnswers[Name]>;

/** Dependencies of a step. Its clients reject changes once the run has lost its lock. */
const depsOf = (step: BatchStep) => {
  const lock = lockOf(step);
  const may = (): Promise<boolean> => lock.holds(step.execution);
  return {
    lock,
    bucket,
    s3: lockedS3(s3, may),
    personalize: whileLocked(personalize, may, PERSONALIZE_READS),
    patienceHours,
    now,
  };
};

const STEPS: { readonly [Name in BatchStepName]: Step<Name> } = {
  claim: (step) => claim(lockOf(step), now, () => openDeletionJob(personalize, env.DATASET_GROUP_ARN))(step),
  train: (step) => train(depsOf(step))(step),
  write: (step) => write(depsOf(step))(step),
  work: (step) => work({ ...depsOf(step), roleArn: env.JOB_ROLE_ARN })(step),
  convert: (step) => convert(depsOf(step))(step),
  // Its Personalize client is unrestricted: even without the lock, it must stop its own trainings, because they are billed.
  finish: (step) => finish({ ...depsOf(step), personalize })(step),
};

/** All steps of the state machine share this function, because they run rarely. */
export const step = withPlan((one: BatchStep) =>
  logged(one.step, STEPS[one.step] as Step<BatchStepName>)(one),
);
