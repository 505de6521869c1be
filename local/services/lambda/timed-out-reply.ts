import { failedReply } from './failed-reply';
import type { LambdaFunction } from './lambda-function';
import type { Reply } from './worker/worker-message';

/** The reply for an invocation that has not ended within the function's timeout. */
export const timedOutReply = ({ timeoutSeconds }: LambdaFunction, requestId: string): Reply =>
  failedReply(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  );
