import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bundle } from '../../../../lib/shop/functions/bundle';

const PROJECT = path.resolve(__dirname, '../../../..');

describe('a bundle', () => {
  let root: string;
  const file = (name: string): string => path.join(root, name);
  const write = (name: string, text: string): void => {
    writeFileSync(file(name), text);
    // Files as old as a checkout's: files newer than the run are not cached.
    utimesSync(file(name), 1_700_000_000, 1_700_000_000);
  };
  const made = (): string => {
    bundle({ root, outbase: '.', entries: ['one/main.ts'], outdir: file('out'), keptIn: file('kept.json') });
    return readFileSync(file('out/one/main.js'), 'utf8');
  };

  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'bundle-'));
    symlinkSync(path.join(PROJECT, 'node_modules'), file('node_modules'));
    mkdirSync(file('one'));
    write('tsconfig.json', '{}');
    write('one/main.ts', 'import { text } from "./text";\nconsole.log(text);');
    write('one/text.ts', 'export const text: string = "first";');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is taken from what was kept while its sources are the same, and made again when one has changed', () => {
    const first = made();
    expect(first).toContain('first');
    writeFileSync(
      file('kept.json'),
      readFileSync(file('kept.json'), 'utf8').replace('\\"first\\"', '\\"kept\\"'),
    );
    expect(made()).toBe(first.replace('first', 'kept'));

    write('one/text.ts', 'export const text: string = "second";');
    expect(made()).toBe(first.replace('first', 'second'));
  });

  it('is made again when one of its sources is gone, which fails, or what was kept is no bundle', () => {
    const first = made();
    writeFileSync(file('kept.json'), '{"inp');
    expect(made()).toBe(first);
    rmSync(file('one/text.ts'));
    expect(() => made()).toThrow('make-bundles');
  });

  it('is not kept when a source is younger than the run, and leaves nothing else behind', () => {
    utimesSync(file('one/text.ts'), new Date(), new Date(Date.now() + 60_000));
    made();
    expect(readdirSync(root).sort()).toEqual(['node_modules', 'one', 'out', 'tsconfig.json']);
  });
});
