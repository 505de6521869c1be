import { AwsError } from '../../../aws-error';
import { MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../../bounded-json';
import type { AwsCall } from '../../../platform';

/** How to call a kind of target. */
export interface TargetKind {
  readonly arn: RegExp;
  /** Called as a role; otherwise the target's resource policy must allow EventBridge. */
  readonly needsRole: boolean;
  call(aws: AwsCall, arn: string, input: string): Promise<unknown>;
}

const KINDS: readonly TargetKind[] = [
  {
    arn: /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/,
    needsRole: false,
    call: (aws, FunctionName, Payload) =>
      aws('lambda', 'Invoke', { FunctionName, Payload, InvocationType: 'Event' }),
  },
  {
    arn: /^arn:aws[\w-]*:states:[\w-]+:\d{12}:stateMachine:[^:]+$/,
    needsRole: true,
    call: (aws, stateMachineArn, input) => aws('states', 'StartExecution', { stateMachineArn, input }),
  },
  {
    arn: /^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]+$/,
    needsRole: false,
    call: (aws, TopicArn, input) => aws('sns', 'Publish', { TopicArn, Message: asText(input) }),
  },
];

/** @throws AwsError `ValidationException` for an unsupported kind */
export function targetKindOf(arn: string): TargetKind {
  const kind = KINDS.find((one) => one.arn.test(arn));
  if (kind) return kind;
  throw new AwsError(
    'ValidationException',
    `The embedded AWS cannot call the target ${arn}: it calls Lambda functions, Step Functions state machines ` +
      'and SNS topics',
  );
}

/** If the input is a JSON string, SNS sends its content. */
function asText(input: string): string {
  try {
    const value: unknown = parseBoundedJson(input, MAX_DOCUMENT_LEVELS);
    return typeof value === 'string' ? value : input;
  } catch {
    return input;
  }
}
