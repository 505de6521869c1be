import type { ConformanceCase } from '../conformance-case';
import { apiGateway } from './api-gateway';
import { cdkSnapshots } from './cdk-snapshots';
import { cloudFormation } from './cloudformation';
import { cloudFormationRecorded } from './cloudformation-recorded';
import { customResources } from './custom-resources';
import { events } from './events';
import { iam } from './iam';
import { others } from './others';
import { eventsRecorded, othersRecorded, stsRecorded } from './others-recorded';
import { personalize } from './personalize';
import { personalizeBatches } from './personalize-batches';
import { personalizeRankings } from './personalize-rankings';
import { s3 } from './s3';
import { s3Recorded } from './s3-recorded';
import { s3Versions } from './s3-versions';
import { scheduler } from './scheduler';
import { states } from './states';
import { statesRecorded } from './states-recorded';
import { statesJsonata } from './states-jsonata';
import { statesLogs } from './states-logs';

/** All cases, by the service that they ask. */
export const CASES = {
  'API Gateway': apiGateway,
  CloudFormation: [...cloudFormation, ...cloudFormationRecorded, ...customResources, ...cdkSnapshots],
  EventBridge: [...events, ...eventsRecorded],
  'IAM and STS': [...iam, ...stsRecorded],
  Personalize: [...personalize, ...personalizeRankings, ...personalizeBatches],
  S3: [...s3, ...s3Recorded, ...s3Versions],
  Schedules: scheduler,
  'Step Functions': [...states, ...statesRecorded, ...statesJsonata, ...statesLogs],
  'Lambda, SNS, SSM, KMS, Logs, CloudWatch': [...others, ...othersRecorded],
} as const satisfies Record<string, readonly ConformanceCase[]>;

/** A service that has cases. */
export type ServiceName = keyof typeof CASES;
