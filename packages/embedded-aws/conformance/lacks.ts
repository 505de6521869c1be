import { cloudFormationDefinition } from '../src/services/cloudformation/cloudformation';
import { findResourceType } from '../src/services/cloudformation/resources/resource-types';
import { cloudWatchDefinition } from '../src/services/cloudwatch/cloudwatch';
import { eventsDefinition } from '../src/services/events/events';
import { iamDefinition } from '../src/services/iam/iam';
import { kmsDefinition } from '../src/services/kms/kms';
import { lambdaDefinition } from '../src/services/lambda/lambda';
import { logsDefinition } from '../src/services/logs/logs';
import { s3Definition } from '../src/services/s3/s3';
import { schedulerDefinition } from '../src/services/scheduler/scheduler';
import { snsDefinition } from '../src/services/sns/sns';
import { ssmDefinition } from '../src/services/ssm/ssm';
import { INTRINSIC_FUNCTIONS } from '../src/services/states/language/intrinsic-functions';
import { statesDefinition } from '../src/services/states/states';
import { stsDefinition } from '../src/services/sts/sts';

/** The APIs of the embedded AWS, by boto3's names of their clients, for a Lambda client without its underscore. */
const APIS: Readonly<Record<string, Readonly<Record<string, { actions: object }>>>> = {
  cloudformation: cloudFormationDefinition.apis,
  cloudwatch: cloudWatchDefinition.apis,
  events: eventsDefinition.apis,
  iam: iamDefinition.apis,
  kms: kmsDefinition.apis,
  lambda: lambdaDefinition.apis,
  logs: logsDefinition.apis,
  s3: s3Definition.apis,
  scheduler: schedulerDefinition.apis,
  sns: snsDefinition.apis,
  ssm: ssmDefinition.apis,
  stepfunctions: statesDefinition.apis,
  sts: stsDefinition.apis,
};

/**
 * Whether the embedded AWS lacks what a recorded test needs: an operation (`s3:PutBucketCors`), a resource type, an
 * intrinsic function (`States.Hash`), or something else, a service or a runtime, which is not offered.
 */
export function lacks(need: string): boolean {
  if (need.startsWith('AWS::')) return !findResourceType(need);
  if (need.startsWith('States.')) return !Object.hasOwn(INTRINSIC_FUNCTIONS, need);
  const [service, operation] = need.split(':');
  const apis = APIS[service];
  if (!apis || operation === undefined) return !apis;
  // boto3's names do not tell the case of abbreviations.
  const plain = operation.toLowerCase();
  const names = Object.values(apis).flatMap(({ actions }) => Object.keys(actions));
  return !names.some((name) => name.toLowerCase() === plain);
}
