import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hasTest } from './named-tests';

const ROOT = resolve(__dirname, '../..');
const rows = readFileSync(join(ROOT, 'docs/on-aws.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

/** What a row refers to: a test file, and part of a title in it. */
const named = rows.flatMap(([number, , held]) =>
  Array.from(held.matchAll(/`((?:packages\/[a-z-]+\/)?test\/[^`]+)`: "([^"]+)"/g), ([, file, title]) => ({
    number,
    file,
    title,
  })),
);

describe('docs/on-aws.md', () => {
  it('has a row for each of the points, in order', () => {
    expect(rows.map(([number]) => Number(number))).toEqual(Array.from({ length: 63 }, (_, at) => at + 1));
  });

  it('names a test for each, or says why there is none', () => {
    const silent = rows
      .filter(([, , held]) => !/^`(packages\/[a-z-]+\/)?test\/|no test: /.test(held))
      .map(([number]) => number);
    expect(silent).toEqual([]);
  });

  it('names tests that exist', () => {
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter(({ file, title }) => !hasTest(file, title))).toEqual([]);
  });
});

it('the documents advise nobody into a service that has ended', () => {
  const pages = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)];
  const advising = pages.filter(
    (page) =>
      page.endsWith('.md') &&
      page !== 'docs/on-aws.md' &&
      /Pinpoint|Evidently/.test(readFileSync(join(ROOT, page), 'utf8')),
  );
  expect(advising).toEqual([]);
});
