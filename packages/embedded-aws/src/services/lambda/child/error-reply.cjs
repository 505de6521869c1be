// @ts-check
'use strict';
const { isNativeError } = require('node:util').types;

/**
 * The reply for a failed invocation, as Lambda's Node.js runtime formats it.
 *
 * @param {unknown} error
 * @param {string} [errorType] - instead of the error's own name
 * @returns {import('../worker/worker-message').Reply}
 */
function errorReply(error, errorType) {
  const document = isNativeError(error)
    ? {
        errorType: errorType ?? error.name,
        errorMessage: error.message,
        trace: error.stack?.split('\n') ?? [],
      }
    : { errorType: errorType ?? typeof error, errorMessage: String(error), trace: [] };
  return { type: 'reply', payload: JSON.stringify(document), failed: true, reusable: true };
}

module.exports = { errorReply };
