import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(__dirname, '../..');
const PAGES = join(ROOT, 'docs/api');

const textsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-pages-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the pages of docs/api', () => {
  it('are what `npm run api` makes of the doc comments', async () => {
    await promisify(execFile)(process.execPath, [join(ROOT, 'build/api.mjs'), folder]);
    expect(textsIn(PAGES)).toEqual(textsIn(folder));
  });

  it('name no place on a machine', () => {
    for (const text of Object.values(textsIn(PAGES)))
      expect(text).not.toMatch(/Defined in|\/(home|tmp|work)\//);
  });

  it('have a default, or the words for it, for every property that may be left out', () => {
    const { 'constructs.md': constructs, 'embedded-aws.md': embedded } = textsIn(PAGES);
    const rows = [constructs, embedded]
      .flatMap((page) => page.split(/^## /m))
      .filter((section) => /^\w+(Props|Options)\n/.test(section))
      .flatMap((section) => section.split('\n').filter((row) => /^\| .*`\w+\?`/.test(row)));
    expect(rows.length).toBeGreaterThan(30);
    // A bar inside a cell is escaped.
    const withoutDefault = rows.filter((row) => row.split(/(?<!\\) \| /)[2].trim() === '');
    expect(withoutDefault).toEqual([]);
  });
});
