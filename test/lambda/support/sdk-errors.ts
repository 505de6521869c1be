import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { GetJobRunsCommand, GlueClient } from '@aws-sdk/client-glue';
import { DescribeRecommenderCommand, PersonalizeClient } from '@aws-sdk/client-personalize';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { HttpResponse } from '@smithy/core/protocols';
import { Readable } from 'node:stream';

/** An error as a service sends it over the wire. */
type WireError = Readonly<{ status: number; code: string; message?: string }>;

/** How to call a service with its real client, and how that service encodes errors. */
const SERVICES = {
  cloudformation: {
    send: (config: object) =>
      new CloudFormationClient(config).send(new DescribeStacksCommand({ StackName: 'Shop' })),
    body: ({ code, message }: WireError) =>
      '<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type>' +
      `<Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
  },
  s3: {
    send: (config: object) => new S3Client(config).send(new ListObjectsV2Command({ Bucket: 'data' })),
    body: ({ code, message }: WireError) =>
      `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  },
  personalize: {
    send: (config: object) =>
      new PersonalizeClient(config).send(new DescribeRecommenderCommand({ recommenderArn: 'arn' })),
    body: json,
  },
  glue: {
    send: (config: object) => new GlueClient(config).send(new GetJobRunsCommand({ JobName: 'job' })),
    body: json,
  },
  monitoring: {
    send: (config: object) => new CloudWatchClient(config).send(new ListMetricsCommand({})),
    body: json,
  },
  states: {
    send: (config: object) => new SFNClient(config).send(new ListStateMachinesCommand({})),
    body: json,
  },
} as const;

function json({ code, message }: WireError): string {
  return JSON.stringify({ __type: code, message });
}

/** A service that handlers call, by its signing name. */
export type CalledService = keyof typeof SERVICES;

export const CALLED_SERVICES = Object.keys(SERVICES) as CalledService[];

/** What the SDK throws when a service returns this error. */
export function sdkError(service: CalledService, { message = 'No.', ...error }: WireError): Promise<Error> {
  const body = Readable.from([Buffer.from(SERVICES[service].body({ ...error, message }))]);
  return thrown(service, async () => ({ response: new HttpResponse({ statusCode: error.status, body }) }));
}

/** What the SDK throws when a connection fails with this error code of Node.js. */
export function brokenConnection(service: CalledService, code: string): Promise<Error> {
  return thrown(service, () => Promise.reject(Object.assign(new Error('No connection.'), { code })));
}

type Handle = () => Promise<{ response: HttpResponse }>;

async function thrown(service: CalledService, handle: Handle): Promise<Error> {
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
  const config = { region: 'eu-west-1', credentials, maxAttempts: 1, requestHandler: { handle } };
  const answer = await SERVICES[service].send(config).catch((error: unknown) => error);
  if (answer instanceof Error) return answer;
  throw new Error(`${service} has answered.`);
}
