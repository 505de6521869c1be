import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { batchClaimKey } from '@ecommerce-recommenders/shop-data/batch/batch-places';
import type {
  BatchAnswers,
  BatchEnvironment,
  BatchStep,
  BatchStepName,
} from '@ecommerce-recommenders/shop-data/contracts/batch';
import { executionClaim, type ExecutionClaim } from '../execution-claim';
import { logged } from '../handler-logger';
import { claim } from '../lists/claim';
import { withPlan } from '../lists/with-plan';
import { openDeletionJob } from '../open-deletion-job';
import { convert } from './convert';
import { finish } from './finish';
import { train } from './train';
import { work } from './work';
import { write } from './write';

const env = process.env as unknown as BatchEnvironment;
const files = { s3: new S3Client({}), bucket: env.DATA_BUCKET };
const sfn = new SFNClient({});
const personalize = new PersonalizeClient({});
const { now } = Date;
const patienceHours = Number(env.PATIENCE_HOURS);
const turnOf = ({ plan: { folder } }: Pick<BatchStep, 'plan'>): ExecutionClaim =>
  executionClaim(files.s3, sfn, { Bucket: files.bucket, Key: batchClaimKey(folder) });

type Step<Name extends BatchStepName> = (step: BatchStep) => Promise<BatchAnswers[Name]>;

const STEPS: { readonly [Name in BatchStepName]: Step<Name> } = {
  claim: (step) => claim(turnOf(step), now, () => openDeletionJob(personalize, env.DATASET_GROUP_ARN))(step),
  train: train({ personalize, patienceHours, now }),
  write: write(files),
  work: work({ personalize, patienceHours, now, bucket: files.bucket, roleArn: env.JOB_ROLE_ARN }),
  convert: convert({ ...files, now }),
  finish: (step) => finish({ ...files, personalize, turn: turnOf(step), now })(step),
};

/** Every step of the state machine; few and far between, they share one function. */
export const step = withPlan((one: BatchStep) =>
  logged(one.step, STEPS[one.step] as Step<BatchStepName>)(one),
);
