import type { LambdaFunction } from './lambda-function';
import type { Reply } from './worker/worker-message';

/** Reply for an invocation that Lambda itself fails. */
export const failedReply = (errorType: string, errorMessage: string, reusable = false): Reply => ({
  type: 'reply',
  payload: JSON.stringify({ errorType, errorMessage }),
  failed: true,
  reusable,
});

/** Reply for a timed-out invocation. */
export const timedOutReply = ({ timeoutSeconds }: LambdaFunction, requestId: string): Reply =>
  failedReply(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  );

/** Describes a runtime's exit by status or signal. */
export function exitMessage(code: number | null, signal: NodeJS.Signals | null): string {
  if (code === 0) return 'Runtime exited without providing a reason';
  return code === null
    ? `Runtime exited with error: signal: ${signal}`
    : `Runtime exited with error: exit status ${code}`;
}

/** Reply for an invocation whose runtime has exited. */
export function exitReply(requestId: string | undefined, reason: string): Reply {
  const errorMessage = `RequestId: ${requestId} Error: ${reason}`;
  const payload = JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage });
  return { type: 'reply', payload, failed: true, reusable: false };
}
