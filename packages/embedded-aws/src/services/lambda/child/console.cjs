// @ts-check
'use strict';
const { format } = require('node:util');

/** @typedef {import('../worker/worker-message').LogLevel} LogLevel */

/** @type {Readonly<Record<LogLevel, number>>} */
const RANKS = { TRACE: 0, DEBUG: 1, INFO: 2, WARN: 3, ERROR: 4, FATAL: 5 };

/** @type {Readonly<Record<'trace' | 'debug' | 'info' | 'log' | 'warn' | 'error', LogLevel>>} */
const LEVELS = { trace: 'TRACE', debug: 'DEBUG', info: 'INFO', log: 'INFO', warn: 'WARN', error: 'ERROR' };

/**
 * Makes the console write events in the function's log format, like Lambda's Node.js runtime.
 *
 * @param {Console} console - its methods are replaced
 * @param {import('../worker/worker-message').LogSettings} settings
 * @param {() => string} requestIdOf - of the running invocation
 * @param {(text: string) => void} write
 * @param {() => number} now - milliseconds since the Unix epoch
 */
function setConsole(
  console,
  { format: logFormat, level: lowest },
  requestIdOf,
  write,
  now = () => Date.now(),
) {
  for (const [method, level] of Object.entries(LEVELS)) {
    if (logFormat === 'JSON' && RANKS[level] < RANKS[lowest]) {
      Reflect.set(console, method, () => {});
      continue;
    }
    /** @param {unknown[]} args */
    const log = (...args) => {
      const timestamp = new Date(now()).toISOString();
      const requestId = requestIdOf();
      write(
        logFormat === 'JSON'
          ? JSON.stringify({ timestamp, level, requestId, message: format(...args) })
          : `${timestamp}\t${requestId}\t${level}\t${format(...args)}`,
      );
    };
    Reflect.set(console, method, log);
  }
}

module.exports = { setConsole };
