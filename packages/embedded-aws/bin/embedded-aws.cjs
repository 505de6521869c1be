#!/usr/bin/env node
// @ts-check
'use strict';
const { existsSync } = require('node:fs');
const path = require('node:path');

// A tarball has JavaScript; the checkout has TypeScript, which the project's hook compiles.
const built = path.join(__dirname, '../dist/packages/embedded-aws/src/main.js');
const source = path.join(__dirname, '../src/main.ts');
if (existsSync(source)) require('../../../bin/run-typescript.cjs');
const { main } = require(existsSync(source) ? source : built);

void main(process.argv.slice(2));
