import { executionAsyncResource } from 'node:async_hooks';

/** Loads a module as this file does, and as the next one does: Jest's own runtime would give two. */
async function loadTwice(name: string): Promise<unknown[]> {
  const first: unknown = await import(name);
  jest.resetModules();
  const second: unknown = await import(name);
  return [first, second];
}

describe('the runtime of test files', () => {
  it.each(['../../lib/app/read-settings', 'aws-cdk-lib'])('loads %s once for all files', async (name) => {
    const [first, second] = await loadTwice(name);
    expect(second).toBe(first);
  });

  it('loads the support of tests for each file', async () => {
    const [first, second] = await loadTwice('../support/make-tar');
    expect(second === first).toBe(false);
  });

  // One that stays keeps its file's tests and what they made, and costs each promise of later files a copy of its store.
  it('keeps the circus of no file that has ended', async () => {
    const named = (owner: object, name: string): symbol[] =>
      Object.getOwnPropertySymbols(owner).filter(({ description }) => description === name);
    expect(named(globalThis, 'JEST_STATE_SYMBOL')).toHaveLength(1);
    await Promise.resolve();
    // Jest's own, and perhaps one of a library. From 24 on, Node.js does without.
    expect(named(executionAsyncResource(), 'kResourceStore').length).toBeLessThan(3);
  });
});
