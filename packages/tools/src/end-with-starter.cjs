// @ts-check
'use strict';
const { isMainThread } = require('node:worker_threads');
const { whenStarterGoes } = require('embedded-aws/command/starter.cjs');

// Preload with `node -r` into third-party programs, which would notice late or never that their parent process was
// killed.
if (isMainThread)
  whenStarterGoes(() => {
    try {
      // It leads its process group: this kills its children too, even busy ones.
      process.kill(-process.pid, 'SIGKILL');
    } catch {
      process.exit(1);
    }
  });
