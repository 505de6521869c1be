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
    send: (config) => new ApiGatewayV2(config).getApis({}),
    throttling: ['TooManyRequestsException', 429],
    denied: ['AccessDeniedException', 403],
  },
  cloudformation: {
    send: (config) => new CloudFormation(config).describeStacks({}),
    ...QUERY,
  },
  iam: { send: (config) => new IAM(config).getRole({ RoleName: 'any' }), ...QUERY },
  sts: {
    send: (config) => new STS(config).assumeRole({ RoleArn: roleArn, RoleSessionName: 'one' }),
    ...QUERY,
  },
  sns: {
    send: (config) => new SNS(config).listTopics({}),
    throttling: ['ThrottledException', 429],
    denied: ['AccessDenied', 403],
  },
  s3: {
    // One that is always there: a missing bucket is told whatever is denied.
    send: (config) => new S3(config).listObjectsV2({ Bucket: 'cdk-hnb659fds-assets-123456789012-us-east-1' }),
    throttling: ['SlowDown', 503],
    denied: ['AccessDenied', 403],
  },
  personalize: {
    send: (config) => new Personalize(config).listSchemas({}),
    ...JSON_PROTOCOL,
  },
  'personalize-runtime': {
    send: (config) =>
      new PersonalizeRuntime(config).getRecommendations({
        recommenderArn: 'arn:aws:personalize:us-east-1:123456789012:recommender/x',
      }),
    throttling: ['ThrottlingException', 400],
    denied: ['AccessDeniedException', 403],
  },
  glue: {
    send: (config) => new Glue(config).getJobRuns({ JobName: 'job' }),
    ...JSON_PROTOCOL,
  },
  monitoring: {
    send: (config) => new CloudWatch(config).listMetrics({}),
    ...JSON_PROTOCOL,
  },
  logs: {
    send: (config) => new CloudWatchLogs(config).describeLogGroups({}),
    ...JSON_PROTOCOL,
  },
  events: {
    send: (config) => new EventBridge(config).listRules({}),
    ...JSON_PROTOCOL,
  },
  kms: { send: (config) => new KMS(config).createKey({}), ...JSON_PROTOCOL },
  states: {
    send: (config) => new SFN(config).listStateMachines({}),
    ...JSON_PROTOCOL,
  },
  ssm: {
    send: (config) => new SSM(config).describeParameters({}),
    ...JSON_PROTOCOL,
  },
  lambda: {
    send: (config) => new Lambda(config).listFunctions({}),
    throttling: ['TooManyRequestsException', 429],
    denied: ['AccessDeniedException', 403],
  },
  scheduler: {
    send: (config) => new Scheduler(config).listSchedules({}),
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
