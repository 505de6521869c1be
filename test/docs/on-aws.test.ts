import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasTest } from './named-tests';
import { HANDLED } from './on-aws-tests';

const ROOT = resolve(__dirname, '../..');
/** Points by number, with a third cell where the page names a test, or says why there is none. */
const rows = readFileSync(join(ROOT, 'docs/on-aws.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

/** What points refer to: a test file, and part of a title in it. */
const named = [
  ...rows.flatMap(([, , held = '']) =>
    Array.from(held.matchAll(/`((?:packages\/[a-z-]+\/)?test\/[^`]+)`: "([^"]+)"/g), ([, file, title]) => ({
      file,
      title,
    })),
  ),
  ...Object.values(HANDLED).map(([file, title]) => ({ file, title })),
];

describe('docs/on-aws.md', () => {
  it('has a row for each of the points', () => {
    const numbers = rows.map(([number]) => Number(number)).sort((one, other) => one - other);
    expect(numbers).toEqual(Array.from({ length: 79 }, (_, at) => at + 1));
  });

  it('names a test for each, or says why there is none', () => {
    const silent = rows.filter(
      ([, , held]) => held && !/^`(packages\/[a-z-]+\/)?test\/|no test: /.test(held),
    );
    expect(silent).toEqual([]);
    const handled = rows.filter(([, , held]) => !held).map(([number]) => number);
    expect(handled).toEqual(Object.keys(HANDLED));
  });

  it('names tests that exist', () => {
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter(({ file, title }) => !hasTest(file, title))).toEqual([]);
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
