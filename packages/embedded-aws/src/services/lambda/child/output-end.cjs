// @ts-check
'use strict';
const { writeSync } = require('node:fs');

/**
 * What a process writes to stdout and stderr after an invocation's own output. Pipes and the reply's channel are
 * read in any order; this tells the reader that the output is complete.
 *
 * @param {string} requestId
 */
const outputEnd = (requestId) => `\0${requestId}`;

/** Writes the end of an invocation's output to both streams. @param {string} requestId */
function endOutput(requestId) {
  for (const descriptor of [1, 2]) write(descriptor, Buffer.from(`${outputEnd(requestId)}\n`));
}

/** @param {number} descriptor @param {Buffer} text */
function write(descriptor, text) {
  let rest = text;
  while (rest.length > 0)
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      // A child process may have made the pipe non-blocking; its reader empties it. A closed one has ended.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EAGAIN') return;
    }
}

module.exports = { endOutput, outputEnd };
