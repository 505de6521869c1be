// @ts-check
'use strict';
const { isMainThread } = require('node:worker_threads');
const { whenStarterGoes } = require('./starter.cjs');

// For `node -r` before a program of others: it would not notice, or only after a while, that who has started it was killed.
if (isMainThread)
  whenStarterGoes(() => {
    try {
      // The group that it was started to lead: what it has started goes, too, however busy that is.
      process.kill(-process.pid, 'SIGKILL');
    } catch {
      process.exit(1);
    }
  });
