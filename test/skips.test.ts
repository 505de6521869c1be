import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { DATA_SETS } from './support/data-sets';
import { PREREQUISITE_NAMES, skipReason } from './support/prerequisites';

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

it.each(PREREQUISITE_NAMES)('the reason of %s says what is needed and how to get it', (name) => {
  expect(skipReason(name)).toMatch(/^ \(skipped: needs [^;)]+; [^;)]+\)$/);
});

it('CONTRIBUTING.md has the place and the checksums of each data set', () => {
  const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  for (const [file, { sha256 }] of Object.entries(DATA_SETS))
    for (const expected of [file, ...Object.values(sha256)]) expect(text).toContain(expected);
});
