// @ts-check
'use strict';

// Preloaded into a program: what it prints on standard output is shown by a terminal of COLUMNS.
Object.defineProperty(process.stdout, 'isTTY', { value: true });
Object.defineProperty(process.stdout, 'columns', { value: Number(process.env.COLUMNS) });
