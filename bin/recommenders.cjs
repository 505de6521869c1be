#!/usr/bin/env node
// @ts-check
'use strict';
const { existsSync } = require('node:fs');
const path = require('node:path');

// The tarball has the constructs alone.
if (!existsSync(path.join(__dirname, '../packages/tools'))) {
  console.error('recommenders: the commands run in a checkout of the project, where "npm ci" has been run.');
  process.exit(1);
}
require('./quick-start.cjs').startQuickly(process.argv[2] ?? '');
const { recommenders } = require('@ecommerce-recommenders/tools/recommenders');

void recommenders(process.argv.slice(2));
