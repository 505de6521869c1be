import { serviceCaller } from '../../../authorization/principal';
import { AwsError } from '../../../aws-error';
import type { Platform } from '../../../platform';
import { raceTimeout } from '../../lambda/race-timeout';
import type { IntegrationEntry } from '../apigateway-shapes';
import { functionOf } from '../integration-target';
import { lambdaAnswer, type ApiAnswer } from './lambda-answer';

/** Result of an invocation. */
export interface Invoked {
  /** The function's own answer; undefined if the gateway has to answer with `status`. */
  readonly answer?: ApiAnswer;
  /** Status for the client if there is no answer. */
  readonly status: 413 | 500 | 503;
  /** Lambda's status. */
  readonly lambdaStatus: number;
  /** For `$context.integrationErrorMessage`. */
  readonly error?: string;
}

interface InvokeOutput {
  readonly Payload?: string;
  readonly FunctionError?: string;
}

/** Invokes an integration's function, as API Gateway: the function's policy must allow the route. */
export async function invokeFunction(
  { integrationUri, timeoutInMillis }: IntegrationEntry,
  event: object,
  sourceArn: string,
  platform: Platform,
): Promise<Invoked> {
  const { arn, region } = functionOf(integrationUri)!;
  const aws = platform.as(serviceCaller('apigateway.amazonaws.com', sourceArn), region);
  const invoking = aws<InvokeOutput>('lambda', 'Invoke', {
    FunctionName: arn,
    Payload: JSON.stringify(event),
  });
  // After a timeout, a late failure is ignored.
  invoking.catch(() => {});
  try {
    const output = await raceTimeout(platform.clock, timeoutInMillis, invoking);
    if (!output) return failed(503, 504, `The function did not answer within ${timeoutInMillis} ms.`);
    if (output.FunctionError !== undefined)
      return failed(500, 200, `The Lambda function returned the following error: ${output.FunctionError}.`);
    return answerOf(output.Payload ?? 'null');
  } catch (error) {
    if (error instanceof AwsError) return failed(statusFor(error), error.status, messageFor(error));
    throw error;
  }
}

function answerOf(payload: string): Invoked {
  try {
    const answer = lambdaAnswer(payload);
    return { answer, status: 500, lambdaStatus: 200 };
  } catch (error) {
    return failed(500, 200, (error as Error).message);
  }
}

const failed = (status: Invoked['status'], lambdaStatus: number, error: string): Invoked => ({
  status,
  lambdaStatus,
  error,
});

/** Status for the client when Lambda rejects the call, by Lambda's error. */
const STATUS_FOR: Readonly<Record<string, Invoked['status']>> = {
  RequestTooLargeException: 413,
  TooManyRequestsException: 503,
};

const statusFor = ({ code }: AwsError): Invoked['status'] => STATUS_FOR[code] ?? 500;

const messageFor = ({ code, message }: AwsError): string =>
  code === 'AccessDeniedException'
    ? "API Gateway doesn't have permissions to call the integration: " +
      `the function's policy must allow apigateway.amazonaws.com. ${message}`
    : message;
