import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { Glue } from '@aws-sdk/client-glue';
import { IAM } from '@aws-sdk/client-iam';
import { KMS } from '@aws-sdk/client-kms';
import { Lambda } from '@aws-sdk/client-lambda';
import { Personalize } from '@aws-sdk/client-personalize';
import { PersonalizeRuntime } from '@aws-sdk/client-personalize-runtime';
import { S3 } from '@aws-sdk/client-s3';
import { Scheduler } from '@aws-sdk/client-scheduler';
import { SFN } from '@aws-sdk/client-sfn';
import { SNS } from '@aws-sdk/client-sns';
import { SSM } from '@aws-sdk/client-ssm';
import { STS } from '@aws-sdk/client-sts';
import { awsForAll } from '../support/test-aws';

/** What services say of throttling and of a denial. */
const QUERY = 'Throttling 400, AccessDenied 403';
const JSON_PROTOCOL = 'ThrottlingException 400, AccessDeniedException 400';
const REST = 'TooManyRequestsException 429, AccessDeniedException 403';
const RoleArn = 'arn:aws:iam::123456789012:role/any';
const recommenderArn = 'arn:aws:personalize:us-east-1:123456789012:recommender/x';
// One that is always there: a missing bucket is told whatever is denied.
const Bucket = 'cdk-hnb659fds-assets-123456789012-us-east-1';

const aws = awsForAll();

/** By signing name: a call, and codes and statuses of AWS's services in their protocol. */
const QUESTIONS: [service: string, answers: string, ask: () => Promise<unknown>][] = [
  ['apigateway', REST, () => aws.client(ApiGatewayV2).getApis({})],
  ['cloudformation', QUERY, () => aws.client(CloudFormation).describeStacks({})],
  ['iam', QUERY, () => aws.client(IAM).getRole({ RoleName: 'any' })],
  ['sts', QUERY, () => aws.client(STS).assumeRole({ RoleArn, RoleSessionName: 'one' })],
  ['sns', 'ThrottledException 429, AccessDenied 403', () => aws.client(SNS).listTopics({})],
  ['s3', 'SlowDown 503, AccessDenied 403', () => aws.client(S3).listObjectsV2({ Bucket })],
  ['personalize', JSON_PROTOCOL, () => aws.client(Personalize).listSchemas({})],
  [
    'personalize-runtime',
    'ThrottlingException 400, AccessDeniedException 403',
    () => aws.client(PersonalizeRuntime).getRecommendations({ recommenderArn }),
  ],
  ['glue', JSON_PROTOCOL, () => aws.client(Glue).getJobRuns({ JobName: 'job' })],
  ['monitoring', JSON_PROTOCOL, () => aws.client(CloudWatch).listMetrics({})],
  ['logs', JSON_PROTOCOL, () => aws.client(CloudWatchLogs).describeLogGroups({})],
  ['events', JSON_PROTOCOL, () => aws.client(EventBridge).listRules({})],
  ['kms', JSON_PROTOCOL, () => aws.client(KMS).createKey({})],
  ['states', JSON_PROTOCOL, () => aws.client(SFN).listStateMachines({})],
  ['ssm', JSON_PROTOCOL, () => aws.client(SSM).describeParameters({})],
  ['lambda', REST, () => aws.client(Lambda).listFunctions({})],
  [
    'scheduler',
    'ThrottlingException 429, AccessDeniedException 403',
    () => aws.client(Scheduler).listSchedules({}),
  ],
];

it.each(QUESTIONS)(
  '%s says %s where a fault throttles and where one denies',
  async (service, answers, ask) => {
    const said = async (fault: 'throttling' | 'access-denied'): Promise<string> => {
      aws.faults.set([{ fault, service }]);
      const error = await ask().catch((thrown: unknown) => thrown);
      const { name, $metadata } = error as Error & { $metadata: { httpStatusCode: number } };
      return `${name} ${$metadata.httpStatusCode}`;
    };
    expect(`${await said('throttling')}, ${await said('access-denied')}`).toBe(answers);
  },
);
