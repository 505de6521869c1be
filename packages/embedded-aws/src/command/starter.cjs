// @ts-check
'use strict';
const { execFile } = require('node:child_process');
const { basename } = require('node:path');
const { isRunning, processFacts } = require('../running-process.cjs');

// Plain JavaScript: also preloaded into programs that cannot load TypeScript.

/** Names of shells, without path, extension and the `-` of a login shell. */
const SHELLS = new Set('sh bash dash zsh ksh mksh ash busybox fish cmd powershell pwsh'.split(' '));

/** Polling interval: fast enough for a restart on the same port. */
const LOOK_MS = 500;

/**
 * Calls back once when the program that started this process, or a shell between them, is gone. Shells do
 * not forward signals: killing npm leaves its shell and the command running.
 *
 * A command typed into a shell has no starter, and may outlive that shell.
 *
 * @param {() => void} callback
 * @param {object} [options]
 * @param {boolean} [options.isBelowProgram] whether the shells above this process were started by a program;
 *   npm sets a variable
 */
function whenStarterGoes(callback, { isBelowProgram = process.env.npm_lifecycle_event !== undefined } = {}) {
  const parent = process.ppid;
  void startersOf(parent, isBelowProgram).then((starters) => {
    if (starters.length === 0) return;
    const timer = setInterval(() => {
      // An orphan is re-parented; on Windows it keeps the parent's id.
      const isParentGone = process.ppid !== parent;
      if (!isParentGone && starters.every(({ pid, startedAt }) => isRunning(pid, startedAt))) return;
      clearInterval(timer);
      callback();
    }, LOOK_MS);
    timer.unref();
  });
}

/**
 * The parent and its ancestors, up to the first that is not a shell.
 *
 * @param {number} parent
 * @param {boolean} isBelowProgram
 * @returns {Promise<{ pid: number, startedAt?: string }[]>}
 */
async function startersOf(parent, isBelowProgram) {
  const factsOf = process.platform === 'linux' ? processFacts : await processTable();
  const starters = [];
  for (let pid = parent; pid > 1;) {
    const facts = factsOf(pid);
    starters.push({ pid, startedAt: facts?.startedAt });
    if (!facts || !isShell(facts.name)) break;
    if (!isBelowProgram) return [];
    pid = facts.parent;
  }
  return starters;
}

/** @param {string} name */
const isShell = (name) =>
  SHELLS.has(
    basename(name)
      .replace(/^-/, '')
      .replace(/\.exe$/i, '')
      .toLowerCase(),
  );

/** Prints a line `PID PARENT NAME` for every process. @type {[command: string, args: string[]]} */
const LIST =
  process.platform === 'win32'
    ? [
        'powershell.exe',
        [
          '-NoProfile',
          '-NonInteractive',
          '-Command',
          'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.Name)" }',
        ],
      ]
    : ['ps', ['-A', '-o', 'pid=,ppid=,comm=']];

/** @returns {Promise<(pid: number) => { parent: number, name: string, startedAt?: string } | undefined>} */
function processTable() {
  return new Promise((resolve) => {
    // If listing fails, only the parent is watched.
    const child = execFile(...LIST, { windowsHide: true }, (_error, stdout) => {
      const lines = [...stdout.matchAll(/^ *(\d+) +(\d+) +(.+?)\r?$/gm)];
      const table = new Map(
        lines.map(([, pid, parent, name]) => [Number(pid), { parent: Number(parent), name }]),
      );
      resolve((pid) => table.get(pid));
    });
    // Must not keep a finished command alive.
    child.unref();
  });
}

module.exports = { whenStarterGoes };
