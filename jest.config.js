/** @type {import('jest').Config} */
module.exports = {
  roots: ['<rootDir>/test', '<rootDir>/packages'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }] },
  setupFiles: ['<rootDir>/test/setup.ts'],
  reporters: ['default', '<rootDir>/test/closing-line-reporter.js'],
  testSequencer: '<rootDir>/test/longest-first-sequencer.js',
  // Jest leaves one processor free unless told otherwise: of two, half of them.
  maxWorkers: '100%',
  // What `npm pack` builds.
  modulePathIgnorePatterns: ['/dist/'],
  testTimeout: 60_000,
  // The CDK keeps its counters on the global object and writes them when the process ends, after Jest has cleaned up:
  // in a run of a single file, whose process is Jest's own, that write would fail the run.
  testEnvironmentOptions: { globalsCleanup: 'off' },
};
