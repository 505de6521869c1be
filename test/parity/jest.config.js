const { runtime, testEnvironment, transform } = require('../../jest.config');

/** The same tests against an account: its credentials and endpoint are kept, files run serially, for hours if needed. */
/** @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  roots: ['<rootDir>/test/parity'],
  testMatch: ['**/*.test.ts'],
  runtime,
  testEnvironment,
  transform,
  maxWorkers: 1,
  testTimeout: 2 * 3_600_000,
};
