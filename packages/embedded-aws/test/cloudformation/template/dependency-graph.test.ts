import { walk, withoutCycles } from '../../../src/services/cloudformation/template/dependency-graph';

const graphOf = (dependencies: Record<string, string[]>) =>
  new Map(Object.entries(dependencies).map(([name, names]) => [name, new Set(names)]));

const DIAMOND = graphOf({ top: ['left', 'right'], left: ['base'], right: ['base'], base: [] });

describe('walk', () => {
  it('visits side by side what depends on one thing, and what depends on both after both', async () => {
    const ends = new Map<string, (ok: boolean) => void>();
    const begun: string[] = [];
    const visit = (name: string): Promise<boolean> => {
      begun.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    };
    const result = walk(DIAMOND, visit);
    for (const [name, before] of [
      ['base', ['base']],
      ['left', ['base', 'left', 'right']],
      ['right', ['base', 'left', 'right']],
      ['top', ['base', 'left', 'right', 'top']],
    ] as const) {
      await new Promise(setImmediate);
      expect(begun).toEqual(before);
      ends.get(name)!(true);
    }
    await expect(result).resolves.toBe(true);
  });

  it('begins no visit once it is told to stop', async () => {
    const stop = new AbortController();
    const visited: string[] = [];
    const visit = async (name: string): Promise<boolean> => {
      visited.push(name);
      stop.abort();
      return true;
    };
    await expect(walk(DIAMOND, visit, stop.signal)).resolves.toBe(false);
    expect(visited).toEqual(['base']);
  });
});

describe('dependency graphs', () => {
  it('lose the arrows that close a circle, and no others', () => {
    const circle = graphOf({ a: ['b'], b: ['c'], c: ['a', 'd'], d: [] });
    expect(withoutCycles(circle)).toEqual(graphOf({ a: ['b'], b: ['c'], c: ['d'], d: [] }));
    expect(withoutCycles(DIAMOND)).toEqual(DIAMOND);
  });
});
