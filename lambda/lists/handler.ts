import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { ListsEnvironment } from '@ecommerce-recommenders/shop-data/contracts/lists';
import { LISTS_CLAIM_KEY } from '@ecommerce-recommenders/shop-data/lists/list-places';
import { executionClaim } from '../execution-claim';
import { logged } from '../handler-logger';
import { openDeletionJob } from '../open-deletion-job';
import { claim as claimStep } from './claim';
import { finish as finishStep } from './finish';
import { listObjects } from './list-objects';
import { switchOver as switchOverStep } from './switch-over';
import { temporaryRecommenders } from './temporary-recommenders';
import { train as trainStep } from './train';
import { withPlan } from './with-plan';

const env = process.env as unknown as ListsEnvironment;
const bucket = env.DATA_BUCKET;
const s3 = new S3Client({});
const turn = executionClaim(s3, new SFNClient({}), { Bucket: bucket, Key: LISTS_CLAIM_KEY });
const now = Date.now;
const personalize = new PersonalizeClient({});
const recommenders = temporaryRecommenders(personalize, env.STACK_ID, now);
const objects = listObjects(s3, bucket);
const patienceHours = Number(env.PATIENCE_HOURS);

/** First step of the state machine: claims the lists for this run. */
export const claim = logged(
  'claim',
  claimStep(turn, now, () => openDeletionJob(personalize, env.DATASET_GROUP_ARN)),
);

/** Second step, polled: creates the recommenders and waits for their training. */
export const train = logged('train', withPlan(trainStep({ recommenders, patienceHours, now })));

/** Fifth step: checks the lists and puts them into service. */
export const switchOver = logged('switch', withPlan(switchOverStep(objects, now)));

/** Last step, polled: deletes the recommenders and old files, and releases the claim. */
export const finish = logged(
  'finish',
  withPlan(finishStep({ s3, bucket, objects, recommenders, turn, patienceHours, now })),
);
