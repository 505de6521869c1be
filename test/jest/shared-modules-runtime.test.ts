import JestRuntime from 'jest-runtime';
import SharedModulesRuntime from './shared-modules-runtime';

/** Loads a module as this file does, and as the next one does: Jest's own runtime would give two. */
async function loadTwice(name: string): Promise<unknown[]> {
  const first: unknown = await import(name);
  jest.resetModules();
  const second: unknown = await import(name);
  return [first, second];
}

describe('the runtime of test files', () => {
  it.each([
    '@ecommerce-recommenders/csv/visible',
    '../../lib/app/read-settings',
    'aws-cdk-lib',
    'constructs',
  ])('loads %s once for all files', async (name) => {
    const [first, second] = await loadTwice(name);
    expect(second).toBe(first);
  });

  it('loads the support of tests for each file', async () => {
    const [first, second] = await loadTwice('../support/make-tar');
    expect(second === first).toBe(false);
  });

  it('overrides methods that this version of Jest has', () => {
    const overridden = Object.getOwnPropertyNames(SharedModulesRuntime.prototype);
    expect(overridden).toHaveLength(3);
    for (const name of overridden) expect(JestRuntime.prototype).toHaveProperty(name);
  });
});
