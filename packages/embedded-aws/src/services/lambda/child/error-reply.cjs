// @ts-check
'use strict';
const { isNativeError } = require('node:util').types;

/** Included in Lambda's runtime, whatever the archive contains. */
const RUNTIME_PACKAGE = /Cannot find (?:module|package) '((?:@aws-sdk|@smithy)\/[^/']+)/;

/**
 * Adds the remedy to the message for a missing package of Lambda's runtime.
 *
 * @param {string} message
 */
function withRemedy(message) {
  const [, name] = RUNTIME_PACKAGE.exec(message) ?? [];
  if (name === undefined) return message;
  const remedy =
    `${name} is in Lambda's Node.js runtime, but not installed beside the embedded AWS: bundle it with the ` +
    `function, or run "npm install --save-dev ${name}"`;
  return `${message}\n${remedy}`;
}

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
        errorMessage: withRemedy(error.message),
        trace: error.stack?.split('\n') ?? [],
      }
    : { errorType: errorType ?? typeof error, errorMessage: String(error), trace: [] };
  return { type: 'reply', payload: JSON.stringify(document), failed: true, reusable: true };
}

module.exports = { errorReply };
