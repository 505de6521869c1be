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

type Answer = readonly [code: string, status: number];

/** What services say of throttling and of a denial: the query protocol, the JSON protocol, and REST. */
const QUERY = [
  ['Throttling', 400],
  ['AccessDenied', 403],
] as const;
const JSON_PROTOCOL = [
  ['ThrottlingException', 400],
  ['AccessDeniedException', 400],
] as const;
const REST = [
  ['TooManyRequestsException', 429],
  ['AccessDeniedException', 403],
] as const;
const RoleArn = 'arn:aws:iam::123456789012:role/any';
const recommenderArn = 'arn:aws:personalize:us-east-1:123456789012:recommender/x';
// One that is always there: a missing bucket is told whatever is denied.
const Bucket = 'cdk-hnb659fds-assets-123456789012-us-east-1';

const aws = awsForAll();

/** By signing name: a call, and code and status of AWS's services in their protocol. */
const QUESTIONS: [service: string, ask: () => Promise<unknown>, answers: readonly [Answer, Answer]][] = [
  ['apigateway', () => aws.client(ApiGatewayV2).getApis({}), REST],
  ['cloudformation', () => aws.client(CloudFormation).describeStacks({}), QUERY],
  ['iam', () => aws.client(IAM).getRole({ RoleName: 'any' }), QUERY],
  ['sts', () => aws.client(STS).assumeRole({ RoleArn, RoleSessionName: 'one' }), QUERY],
  [
    'sns',
    () => aws.client(SNS).listTopics({}),
    [
      ['ThrottledException', 429],
      ['AccessDenied', 403],
    ],
  ],
  [
    's3',
    () => aws.client(S3).listObjectsV2({ Bucket }),
    [
      ['SlowDown', 503],
      ['AccessDenied', 403],
    ],
  ],
  ['personalize', () => aws.client(Personalize).listSchemas({}), JSON_PROTOCOL],
  [
    'personalize-runtime',
    () => aws.client(PersonalizeRuntime).getRecommendations({ recommenderArn }),
    [
      ['ThrottlingException', 400],
      ['AccessDeniedException', 403],
    ],
  ],
  ['glue', () => aws.client(Glue).getJobRuns({ JobName: 'job' }), JSON_PROTOCOL],
  ['monitoring', () => aws.client(CloudWatch).listMetrics({}), JSON_PROTOCOL],
  ['logs', () => aws.client(CloudWatchLogs).describeLogGroups({}), JSON_PROTOCOL],
  ['events', () => aws.client(EventBridge).listRules({}), JSON_PROTOCOL],
  ['kms', () => aws.client(KMS).createKey({}), JSON_PROTOCOL],
  ['states', () => aws.client(SFN).listStateMachines({}), JSON_PROTOCOL],
  ['ssm', () => aws.client(SSM).describeParameters({}), JSON_PROTOCOL],
  ['lambda', () => aws.client(Lambda).listFunctions({}), REST],
  [
    'scheduler',
    () => aws.client(Scheduler).listSchedules({}),
    [
      ['ThrottlingException', 429],
      ['AccessDeniedException', 403],
    ],
  ],
];

it.each(QUESTIONS)(
  '%s says so in its own words where a fault throttles and where one denies',
  async (service, ask, answers) => {
    for (const [at, fault] of (['throttling', 'access-denied'] as const).entries()) {
      aws.faults.set([{ fault, service }]);
      const [name, httpStatusCode] = answers[at];
      await expect(ask()).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
    }
  },
);
