import JestRuntime from 'jest-runtime';
import SharedModulesRuntime from './shared-modules-runtime';

/** Loads a module as this file does, and as the next one does: Jest's own runtime would give two. */
function loadTwice(name: string): unknown[] {
  const first: unknown = require(name);
  jest.resetModules();
  return [first, require(name)];
}

describe('the runtime of test files', () => {
  it.each(['@ecommerce-recommenders/csv/visible', '../../lib/app/read-settings', 'aws-cdk-lib', 'constructs'])(
    'loads %s once for all files',
    (name) => {
      const [first, second] = loadTwice(name);
      expect(second).toBe(first);
    },
  );

  it('loads the support of tests for each file', () => {
    const [first, second] = loadTwice('../support/make-tar');
    expect(second).not.toBe(first);
  });

  it('overrides methods that this version of Jest has', () => {
    const overridden = Object.getOwnPropertyNames(SharedModulesRuntime.prototype);
    expect(overridden).toHaveLength(3);
    for (const name of overridden) expect(JestRuntime.prototype).toHaveProperty(name);
  });
});
