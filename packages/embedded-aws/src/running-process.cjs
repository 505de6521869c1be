// @ts-check
'use strict';
const { readFileSync } = require('node:fs');

// Plain JavaScript: also loaded into programs that do not run TypeScript.

/**
 * Process facts from Linux's /proc: parent id, name, start in ticks since boot. `undefined` on other systems
 * and for a process that has ended, zombies included.
 *
 * @param {number} pid
 * @returns {{ parent: number, name: string, startedAt: string } | undefined}
 */
function processFacts(pid) {
  let stat;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // `PID (NAME) STATE PARENT …`: the name may contain parentheses and spaces.
  const end = stat.lastIndexOf(')');
  const [state, parent, ...rest] = stat.slice(end + 2).split(' ');
  if (state === 'Z' || state === 'X') return undefined;
  return { parent: Number(parent), name: stat.slice(stat.indexOf('(') + 1, end), startedAt: rest[17] };
}

/**
 * Whether a process is still running.
 *
 * @param {number} pid
 * @param {string} [startedAt] from {@link processFacts}; guards against a reused pid
 */
function isRunning(pid, startedAt) {
  if (startedAt !== undefined) return processFacts(pid)?.startedAt === startedAt;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

module.exports = { processFacts, isRunning };
