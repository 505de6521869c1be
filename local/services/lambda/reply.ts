import type { LambdaFunction } from './lambda-function';
import type { Reply } from './worker/worker-message';

/** The reply for an invocation that Lambda itself declares failed. */
export const failedReply = (errorType: string, errorMessage: string, reusable = false): Reply => ({
  type: 'reply',
  payload: JSON.stringify({ errorType, errorMessage }),
  failed: true,
  reusable,
});

/** The reply for an invocation that has not ended within the function's timeout. */
export const timedOutReply = ({ timeoutSeconds }: LambdaFunction, requestId: string): Reply =>
  failedReply(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  );
