import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { FreshDataEnvironment, FreshDataset } from '../../domain/contracts/fresh-data';
import { parseEventTypes, parseHoldout } from '../../domain/data/settings';
import type { DatasetType } from '../../domain/datasets';
import { logged } from '../logged';
import { claim as claimStep } from './claim';
import { finish as finishStep } from './finish';
import { importData as importStep } from './import-data';
import { incomingClaim } from './incoming-claim';
import { prepare as prepareStep } from './prepare';

const env = process.env as unknown as FreshDataEnvironment;
const bucket = env.DATA_BUCKET;
const s3 = new S3Client({});
const sfn = new SFNClient({});
const turn = incomingClaim(s3, sfn, bucket);
const now = Date.now;

/** First step of the state machine: takes the turn and what lies under incoming/. */
export const claim = logged('claim', claimStep({ s3, bucket, turn, now }));

/** Second step: checks and prepares what was taken. */
export const prepare = logged(
  'prepare',
  prepareStep({
    s3,
    bucket,
    settings: {
      holdout: parseHoldout(env.HOLDOUT),
      eventTypes: parseEventTypes(env.EVENT_TYPES),
      escape: '\\',
    },
    now,
  }),
);

/** Third step, repeated: starts the imports and looks after them. */
export const importData = logged(
  'import',
  importStep({
    personalize: new PersonalizeClient({}),
    bucket,
    roleArn: env.IMPORT_ROLE_ARN,
    datasets: JSON.parse(env.DATASETS) as Record<DatasetType, FreshDataset>,
    now,
  }),
);

/** Last step: puts the taken files where they belong, writes the report and gives the turn back. */
export const finish = logged('finish', finishStep({ s3, sfn, bucket, turn, now }));
