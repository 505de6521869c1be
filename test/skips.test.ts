import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DATA_SETS } from './support/data-sets';
import { PREREQUISITE_NAMES, skipReason, withReason } from './support/prerequisites';

const ROOT = resolve(__dirname, '..');

/** The one file that skips tests. */
const SKIPS = 'test/support/prerequisites.ts';

const FOLDERS = ['test', ...readdirSync(join(ROOT, 'packages')).map((name) => `packages/${name}/test`)];

/** Ways of Jest to leave out a test without saying why. */
const SILENT =
  /\b(?:it|test|describe)(?:\.\w+)*\.(?:skip|only|todo)\b|\b(?:xit|xtest|xdescribe|fit|fdescribe)\(/g;

function silentSkips(text: string): readonly string[] {
  return text.match(SILENT) ?? [];
}

it('no test is skipped but by a prerequisite, which gives a reason', () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  ).filter((file) => file.endsWith('.ts') && !/node_modules|dist/.test(file));
  expect(files.length).toBeGreaterThan(500);
  const found = files
    .filter((file) => ![SKIPS, relative(ROOT, __filename)].includes(file))
    .flatMap((file) => silentSkips(readFileSync(join(ROOT, file), 'utf8')).map((skip) => `${file}: ${skip}`));
  expect(found).toEqual([]);
});

it.each([
  'it.skip(',
  'describe.skip.each',
  'isThere ? it : it.skip',
  'it.concurrent.only',
  'xit(',
  'it.todo(',
])('a test with %s is one that gives no reason', (text) => expect(silentSkips(text)).toHaveLength(1));

it.each(PREREQUISITE_NAMES)('the reason of %s says what is needed and how to get it', (name) => {
  expect(skipReason(name)).toMatch(/^ \(skipped: needs [^;)]+; [^;)]+\)$/);
});

it('a skipped test and each row of a skipped table have the reason in their names', () => {
  const named: string[] = [];
  const skip = Object.assign((name: string) => named.push(name), {
    each: (rows: readonly string[]) => (name: string) =>
      rows.forEach((row) => named.push(name.replace('%s', row))),
  }) as unknown as jest.It;
  const skipped = withReason(skip, 'awsCli');
  skipped('asks', () => undefined);
  skipped.each(['one', 'two'])('asks %s', () => undefined);
  expect(named).toEqual(['asks', 'asks one', 'asks two'].map((name) => `${name}${skipReason('awsCli')}`));
});

it('CONTRIBUTING.md has the place and the checksums of each data set', () => {
  const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  for (const [file, { sha256 }] of Object.entries(DATA_SETS))
    for (const expected of [file, ...Object.values(sha256)]) expect(text).toContain(expected);
});
