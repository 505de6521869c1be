// @ts-check
'use strict';
const { Writable } = require('node:stream');

/**
 * Replaces stdout: output that bypasses the console is logged at once, line by line; a pipe could deliver it
 * after the invocation's end.
 *
 * @param {(line: string) => void} onLine
 */
const lineStream = (onLine) =>
  new Writable({
    decodeStrings: false,
    write(/** @type {string | Buffer} */ chunk, _encoding, done) {
      chunk.toString().split('\n').forEach(onLine);
      done();
    },
  });

module.exports = { lineStream };
