import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { countInWords, grouped } from '../src/count-in-words';

const ROOT = resolve(__dirname, '../../..');
/** Folders whose messages this project has written itself. */
const FOLDERS = ['packages/csv', 'packages/shop-data', 'packages/tools'].map((one) => `${one}/src`);

/** Matches a message with a count before a plural that does not depend on it. */
const UNASKED =
  /\$\{[\w.?!()]*(?:\b(?:rows|records|numDeleted|filesSearched|entryCount|throttled|users|items|bytes|hours|minutes)|length|size|count\([\w()]+\))\} [a-z-]*s\b/g;

/** Counts that are always greater than one, so that the plural is right. */
const FINE =
  /read-tar.ts: \$\{size\} bytes|take-events.ts: \$\{bytes\} bytes|segments-settings.ts: \$\{bytes\} bytes|mapping-checks.ts: \$\{own.length\} columns|finish.ts: \$\{prepared.files.length\} files/;

it('a number with its noun agrees with it, and takes its verb along', () => {
  expect([0, 1, 2].map((count) => countInWords(count, 'user'))).toEqual(['0 users', '1 user', '2 users']);
  expect(countInWords(1, 'user has', 'users have')).toBe('1 user has');
  expect(countInWords(1_234, 'user has', 'users have')).toBe('1,234 users have');
  expect(grouped(1_048_576)).toBe('1,048,576');
});

it.each([...FOLDERS, 'lib', 'lambda'])('messages of %s ask whether a count is one', (folder) => {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const found = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const source = readFileSync(join(ROOT, folder, file), 'utf8');
      return Array.from(source.matchAll(UNASKED), ([text]) => `${file}: ${text}`);
    })
    .filter((text) => !FINE.test(text));
  expect(found).toEqual([]);
});
