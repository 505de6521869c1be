import type { Reply } from './worker/worker-message';

/** The reply for an invocation that Lambda itself declares failed. */
export const failedReply = (errorType: string, errorMessage: string, reusable = false): Reply => ({
  type: 'reply',
  payload: JSON.stringify({ errorType, errorMessage }),
  failed: true,
  reusable,
});
