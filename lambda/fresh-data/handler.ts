import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { FreshDataEnvironment } from '../../domain/contracts/fresh-data';
import { logged } from '../handler-logger';
import { claim as claimStep } from './claim';
import { finish as finishStep } from './finish';
import { incomingClaim } from './incoming-claim';

const bucket = (process.env as unknown as FreshDataEnvironment).DATA_BUCKET;
const s3 = new S3Client({});
const sfn = new SFNClient({});
const turn = incomingClaim(s3, sfn, bucket);
const now = Date.now;

/** First step of the state machine: takes the turn and what lies under incoming/. */
export const claim = logged('claim', claimStep({ s3, bucket, turn, now }));

/** Last step: puts the taken files where they belong, writes the report and gives the turn back. */
export const finish = logged('finish', finishStep({ s3, sfn, bucket, turn, now }));
