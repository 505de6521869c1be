#!/usr/bin/env node
// @ts-check
'use strict';
require('./run-typescript.cjs');
const { recommenders } = require('../cli/recommenders');

void recommenders(process.argv.slice(2));
