#!/usr/bin/env node
// @ts-check
'use strict';
const { existsSync } = require('node:fs');
const path = require('node:path');

const TOOLS = path.join(__dirname, '../packages/tools/src');
// The tarball has the constructs alone.
if (!existsSync(TOOLS)) {
  console.error('recommenders: the commands run in a checkout of the project, where "npm ci" has been run.');
  process.exit(1);
}
void main(process.argv.slice(2));

/** @param {string[]} args */
async function main(args) {
  const { loadBundled } = require('./bundle.cjs');
  const own = path.join(TOOLS, args[0] ?? '', 'command');
  const part = existsSync(`${own}.ts`) ? args[0] : '';
  const kept = [own, path.join(TOOLS, 'cdk/command')];
  // Each command has a bundle of its own. That of the CDK CLI is no more than a line, and has several names.
  const { recommenders } = await loadBundled(path.join(TOOLS, 'recommenders.ts'), {
    part,
    isLeftOut: (file) =>
      file === path.join(TOOLS, path.relative(TOOLS, file).split(path.sep)[0], 'command') &&
      !kept.includes(file),
  });
  await recommenders(args);
}
