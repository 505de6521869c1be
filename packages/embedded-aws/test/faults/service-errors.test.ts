import { ApiGatewayV2Client, GetApisCommand } from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { GetJobRunsCommand, GlueClient } from '@aws-sdk/client-glue';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListSchemasCommand, PersonalizeClient } from '@aws-sdk/client-personalize';
import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { startLocalAws, type LocalAws } from '../../src/local-aws';

interface Question {
  readonly send: (config: object) => Promise<unknown>;
  /** Code and status of AWS's services in their protocol. */
  readonly throttling: readonly [string, number];
  readonly denied: readonly [string, number];
}

const QUERY = { throttling: ['Throttling', 400], denied: ['AccessDenied', 403] } as const;
const JSON_PROTOCOL = {
  throttling: ['ThrottlingException', 400],
  denied: ['AccessDeniedException', 400],
} as const;
const roleArn = 'arn:aws:iam::123456789012:role/any';

/** By signing name. */
const QUESTIONS: Record<string, Question> = {
  apigateway: {
    send: (config) => new ApiGatewayV2Client(config).send(new GetApisCommand({})),
    throttling: ['TooManyRequestsException', 429],
    denied: ['AccessDeniedException', 403],
  },
  cloudformation: {
    send: (config) => new CloudFormationClient(config).send(new DescribeStacksCommand({})),
    ...QUERY,
  },
  iam: { send: (config) => new IAMClient(config).send(new GetRoleCommand({ RoleName: 'any' })), ...QUERY },
  sts: {
    send: (config) =>
      new STSClient(config).send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'one' })),
    ...QUERY,
  },
  sns: {
    send: (config) => new SNSClient(config).send(new ListTopicsCommand({})),
    throttling: ['ThrottledException', 429],
    denied: ['AccessDenied', 403],
  },
  s3: {
    // One that is always there: a missing bucket is told whatever is denied.
    send: (config) =>
      new S3Client(config).send(
        new ListObjectsV2Command({ Bucket: 'cdk-hnb659fds-assets-123456789012-us-east-1' }),
      ),
    throttling: ['SlowDown', 503],
    denied: ['AccessDenied', 403],
  },
  personalize: {
    send: (config) => new PersonalizeClient(config).send(new ListSchemasCommand({})),
    ...JSON_PROTOCOL,
  },
  'personalize-runtime': {
    send: (config) =>
      new PersonalizeRuntimeClient(config).send(
        new GetRecommendationsCommand({
          recommenderArn: 'arn:aws:personalize:us-east-1:123456789012:recommender/x',
        }),
      ),
    throttling: ['ThrottlingException', 400],
    denied: ['AccessDeniedException', 403],
  },
  glue: {
    send: (config) => new GlueClient(config).send(new GetJobRunsCommand({ JobName: 'job' })),
    ...JSON_PROTOCOL,
  },
  monitoring: {
    send: (config) => new CloudWatchClient(config).send(new ListMetricsCommand({})),
    ...JSON_PROTOCOL,
  },
  logs: {
    send: (config) => new CloudWatchLogsClient(config).send(new DescribeLogGroupsCommand({})),
    ...JSON_PROTOCOL,
  },
  events: {
    send: (config) => new EventBridgeClient(config).send(new ListRulesCommand({})),
    ...JSON_PROTOCOL,
  },
  kms: { send: (config) => new KMSClient(config).send(new CreateKeyCommand({})), ...JSON_PROTOCOL },
  states: {
    send: (config) => new SFNClient(config).send(new ListStateMachinesCommand({})),
    ...JSON_PROTOCOL,
  },
  ssm: {
    send: (config) => new SSMClient(config).send(new DescribeParametersCommand({})),
    ...JSON_PROTOCOL,
  },
  lambda: {
    send: (config) => new LambdaClient(config).send(new ListFunctionsCommand({})),
    throttling: ['TooManyRequestsException', 429],
    denied: ['AccessDeniedException', 403],
  },
  scheduler: {
    send: (config) => new SchedulerClient(config).send(new ListSchedulesCommand({})),
    throttling: ['ThrottlingException', 429],
    denied: ['AccessDeniedException', 403],
  },
};

let aws: LocalAws;
beforeAll(async () => {
  aws = await startLocalAws();
});
afterAll(() => aws.close());

describe.each(Object.entries(QUESTIONS))('%s', (service, { send, throttling, denied }) => {
  const thrown = (): Promise<unknown> =>
    send({ endpoint: aws.endpoint, maxAttempts: 1, forcePathStyle: true }).then(
      () => undefined,
      (error: Error & { $metadata: { httpStatusCode: number } }) => [
        error.name,
        error.$metadata.httpStatusCode,
      ],
    );

  it(`says ${throttling.join(', ')} where a fault throttles`, async () => {
    aws.faults.set([{ fault: 'throttling', service }]);
    expect(await thrown()).toEqual(throttling);
  });

  it(`says ${denied.join(', ')} where a fault denies`, async () => {
    aws.faults.set([{ fault: 'access-denied', service }]);
    expect(await thrown()).toEqual(denied);
  });
});
