// @ts-check
'use strict';
const { readFileSync } = require('node:fs');

// Plain JavaScript, because it is also loaded into programs that do not run TypeScript.

/**
 * Facts about a process from Linux's /proc: its parent's id, its name, and its start in ticks since boot. `undefined`
 * on other systems, and for a process that has ended, zombies included.
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
 * Whether a process still runs.
 *
 * @param {number} pid
 * @param {string} [startedAt] as {@link processFacts} told it; without it another process that has been given the id since counts too
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
