// @ts-check
'use strict';

// Preloaded into a program: makes standard output look like a terminal with COLUMNS.
Object.defineProperty(process.stdout, 'isTTY', { value: true });
Object.defineProperty(process.stdout, 'columns', { value: Number(process.env.COLUMNS) });
