import { Readable } from 'node:stream';
import { AwsError } from '../../../aws-error';
import { isObject, type Json } from './json';
import type { Run } from './run';
import { StateError } from './state-error';

/** A service as AWS SDK integrations call it. */
interface SdkService {
  /** Its API here. */
  readonly api: string;
  /** Its name in errors, that of the SDK for Java. */
  readonly errors: string;
  /** Its name in causes of an optimized integration, which uses the first SDK for Java. */
  readonly client?: string;
  /** The model's members begin in lower case; an integration's always in upper case. */
  readonly isCamelCase?: true;
}

/**
 * Services by their names in `arn:aws:states:::aws-sdk:SERVICE:ACTION`.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
const SDK_SERVICES: Readonly<Record<string, SdkService>> = {
  budgets: { api: 'budgets', errors: 'Budgets' },
  cloudformation: { api: 'cloudformation', errors: 'CloudFormation' },
  cloudwatch: { api: 'monitoring', errors: 'CloudWatch' },
  cloudwatchlogs: { api: 'logs', errors: 'CloudWatchLogs', isCamelCase: true },
  eventbridge: { api: 'events', errors: 'EventBridge' },
  glue: { api: 'glue', errors: 'Glue' },
  iam: { api: 'iam', errors: 'Iam' },
  kms: { api: 'kms', errors: 'Kms' },
  lambda: { api: 'lambda', errors: 'Lambda' },
  personalize: { api: 'personalize', errors: 'Personalize', isCamelCase: true },
  personalizeevents: { api: 'personalize-events', errors: 'PersonalizeEvents', isCamelCase: true },
  personalizeruntime: { api: 'personalize-runtime', errors: 'PersonalizeRuntime', isCamelCase: true },
  s3: { api: 's3', errors: 'S3' },
  scheduler: { api: 'scheduler', errors: 'Scheduler' },
  sfn: { api: 'states', errors: 'Sfn', isCamelCase: true },
  sns: { api: 'sns', errors: 'Sns' },
  ssm: { api: 'ssm', errors: 'Ssm' },
  sts: { api: 'sts', errors: 'Sts' },
};

/** An operation that an integration calls. */
export interface SdkAction extends SdkService {
  /** `DescribeRecommender` */
  readonly operation: string;
}

/** The operation behind `aws-sdk:SERVICE:ACTION`, or undefined for an unsupported service. */
export function sdkActionOf(resource: string): SdkAction | undefined {
  const [, service = '', action = ''] = /^aws-sdk:(\w+):([a-z]\w*)$/.exec(resource) ?? [];
  if (!Object.hasOwn(SDK_SERVICES, service)) return undefined;
  return { ...SDK_SERVICES[service], operation: action[0].toUpperCase() + action.slice(1) };
}

/** Names of the services, for messages. */
export const SDK_SERVICE_NAMES = Object.keys(SDK_SERVICES);

/** Calls an operation as the state machine's role. @throws StateError `Service.ErrorException` */
export async function callSdk(action: SdkAction, input: Json, run: Run): Promise<Json> {
  const { api, operation, isCamelCase = false } = action;
  const request = asTexts(isCamelCase ? recased(input, toCamelCase) : input);
  const output = await calling(action, run, () =>
    run.aws<Record<string, unknown>>(api, operation, request as object),
  );
  const { Body } = output;
  const whole = Body instanceof Readable ? { ...output, Body: await textOf(Body) } : output;
  const plain = JSON.parse(JSON.stringify(whole)) as Json;
  const answer = isCamelCase ? recased(plain, toPascalCase) : plain;
  // CloudWatch Logs has milliseconds, which stay numbers.
  return api === 'logs' ? answer : withTimes(answer);
}

/** Translates errors of a service. @throws StateError */
export async function calling<T>(
  service: Pick<SdkService, 'errors' | 'client'>,
  run: Run,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const name = error.code.endsWith('Exception') ? error.code : `${error.code}Exception`;
    throw new StateError(`${service.errors}.${name}`, causeOf(error, service, run));
  }
}

/** A service's message with what the SDKs for Java append. */
function causeOf(
  { message, status, code }: AwsError,
  { errors, client }: Pick<SdkService, 'errors' | 'client'>,
  { delays: { platform } }: Run,
): string {
  const id = platform.newId();
  if (client !== undefined)
    return `${message} (Service: ${client}; Status Code: ${status}; Error Code: ${code}; Request ID: ${id}; Proxy: null)`;
  const ids = `Request ID: ${id}${errors === 'S3' ? `, Extended Request ID: ${platform.newId()}` : ''}`;
  return `${message} (Service: ${errors}, Status Code: ${status}, ${ids}) (SDK Attempt Count: 1)`;
}

/** Members that hold text or bytes take JSON, too, and send it as text. */
const TEXT_MEMBERS = ['Body', 'Payload'];

function asTexts(input: Json): Json {
  if (!isObject(input)) return input;
  const texts = TEXT_MEMBERS.filter((name) => name in input && typeof input[name] !== 'string');
  return { ...input, ...Object.fromEntries(texts.map((name) => [name, JSON.stringify(input[name])])) };
}

const MAX_BODY_BYTES = 262_144;

/** @throws StateError `States.DataLimitExceeded` */
async function textOf(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) {
      body.destroy();
      throw new StateError('States.DataLimitExceeded', `The body has more than ${MAX_BODY_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

const toCamelCase = (name: string): string => name[0].toLowerCase() + name.slice(1);
const toPascalCase = (name: string): string => name[0].toUpperCase() + name.slice(1);

/** Members that are maps, whose keys are data. */
const MAPS = new Set(['context', 'filterValues', 'metadata', 'metrics', 'modelMetrics', 'tags']);

function recased(value: Json, change: (name: string) => string): Json {
  if (Array.isArray(value)) return value.map((entry: Json) => recased(entry, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isMap = MAPS.has(toCamelCase(name)) && isObject(member);
      return [change(name), isMap ? member : recased(member, change)];
    }),
  );
}

const TIME = /(?:Date|DateTime|Time)$/;

/** Unix seconds become ISO 8601, as in integrations. */
function withTimes(value: Json): Json {
  if (Array.isArray(value)) return value.map(withTimes);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]): [string, Json] => [
    name,
    TIME.test(name) && typeof member === 'number'
      ? new Date(member * 1_000).toISOString()
      : withTimes(member),
  ]);
  return Object.fromEntries(members);
}
