#!/usr/bin/env node
// @ts-check
'use strict';
const { existsSync } = require('node:fs');
const path = require('node:path');

const TOOLS = path.join(__dirname, '../packages/tools/src');
/** In a tarball, this file exists instead of the sources. */
const BUILT = '../dist/bin/recommenders.cjs';
if (existsSync(TOOLS)) void main(process.argv.slice(2));
else require(BUILT);

/** @param {string[]} args */
async function main(args) {
  const { loadBundled } = require('./bundle.cjs');
  const own = path.join(TOOLS, args[0] ?? '', 'command');
  const part = existsSync(`${own}.ts`) ? args[0] : '';
  const kept = [own, path.join(TOOLS, 'cdk/command')];
  // Each command has its own bundle, which also contains the one-line command that runs `deploy`, `diff` and `destroy`.
  const { recommenders } = await loadBundled(path.join(TOOLS, 'recommenders.ts'), {
    part,
    isLeftOut: (file) =>
      file === path.join(TOOLS, path.relative(TOOLS, file).split(path.sep)[0], 'command') &&
      !kept.includes(file),
  });
  await recommenders(args);
}
