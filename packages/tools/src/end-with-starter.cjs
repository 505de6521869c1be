// @ts-check
'use strict';
const { isMainThread } = require('node:worker_threads');
const { whenStarterGoes } = require('embedded-aws/command/starter.cjs');

// Preloaded with `node -r` into third-party programs. Otherwise they would notice late or never that their parent
// process was killed.
if (isMainThread)
  whenStarterGoes(() => {
    try {
      // The program leads its process group, so this also kills its children, even busy ones.
      process.kill(-process.pid, 'SIGKILL');
    } catch {
      process.exit(1);
    }
  });
