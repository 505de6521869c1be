#!/usr/bin/env node
// @ts-check
'use strict';
require('./run-typescript.cjs');
const { recommenders } = require('@ecommerce-recommenders/tools/recommenders');

void recommenders(process.argv.slice(2));
