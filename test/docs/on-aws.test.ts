import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasTest } from './named-tests';
import { TESTS } from './on-aws-tests';

const ROOT = resolve(__dirname, '../..');
const rows = readFileSync(join(ROOT, 'docs/on-aws.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));
const numbers = rows.map(([number]) => Number(number)).sort((one, other) => one - other);

describe('docs/on-aws.md', () => {
  it('has a row for each of the points', () => {
    expect(numbers).toEqual(Array.from({ length: 79 }, (_, at) => at + 1));
  });

  it('says why there is no test, or has one', () => {
    const without = rows
      .filter(([, , remedy]) => remedy?.startsWith('no test: '))
      .map(([number]) => Number(number));
    expect(numbers.filter((number) => !without.includes(number))).toEqual(Object.keys(TESTS).map(Number));
  });

  it('has tests that exist', () => {
    const lost = Object.entries(TESTS).filter(([, [file, title]]) => !hasTest(file, title));
    expect(lost).toEqual([]);
  });
});

/** Services that have ended, or that AWS has announced to end, by the words that name them. */
const ENDED = /Pinpoint|Evidently/;

/** The page that says that they have ended. */
const ABOUT_ENDED = 'docs/on-aws.md';

/** Folders of everything that a user reads: pages, doc comments, texts of programs and notebooks. */
const READ_BY_USERS = ['bin', 'changes', 'docs', 'examples', 'glue', 'lambda', 'lib', 'packages'];

it('the documents and programs advise nobody into a service that has ended', () => {
  const below = READ_BY_USERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );
  const pages = [...readdirSync(ROOT), ...below].filter(
    (file) =>
      /\.(md|ts|tsx|mts|mjs|cjs|js|py|json|ipynb|html)$/.test(file) &&
      !/(^|\/)(node_modules|dist|test|conformance)\//.test(file) &&
      file !== ABOUT_ENDED,
  );
  expect(pages.length).toBeGreaterThan(500);
  expect(pages.filter((file) => ENDED.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});
