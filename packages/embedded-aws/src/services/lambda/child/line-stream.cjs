// @ts-check
'use strict';
const { Writable } = require('node:stream');

/**
 * Takes stdout's place: what is written past the console reaches the log at once and line by line, where a pipe
 * would bring it when the invocation may be over.
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
