/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test', '<rootDir>/packages'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }] },
  setupFiles: ['<rootDir>/test/jest/setup.ts'],
  runtime: '<rootDir>/test/jest/shared-modules-runtime.js',
  testEnvironment: '<rootDir>/test/jest/one-process-environment.js',
  reporters: ['default', '<rootDir>/test/jest/closing-line-reporter.js'],
  testSequencer: '<rootDir>/test/jest/longest-first-sequencer.js',
  // Jest leaves one processor free unless told otherwise: of two, half of them.
  maxWorkers: '100%',
  // Freeing a worker's heap takes a moment after the last handle is closed, on a busy machine more than the default of half a second,
  // after which Jest takes that for a handle that is still open.
  workerGracefulExitTimeout: 30_000,
  // What `npm pack` builds.
  modulePathIgnorePatterns: ['/dist/'],
  // Ends only what hangs: beside other work a hook that starts a stack takes minutes.
  testTimeout: 600_000,
};
