import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CLAIMS, type Claim } from './claims';
import { hasTest } from './named-tests';
import { plain, promises, sentencesOf } from './sentences';

const ROOT = resolve(__dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/claims.md');
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** Pages that a program writes. */
const WRITTEN = [
  'claims',
  'conformance',
  'performance',
  'permissions',
  'quality',
  'reliability',
  'troubleshooting',
];
/** Pages whose rows name their tests themselves, which tests of their own check. */
const HELD = ['comparison', 'on-aws'];

const PAGES = [
  'README.md',
  'SECURITY.md',
  'packages/embedded-aws/README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md') && ![...WRITTEN, ...HELD].includes(name.slice(0, -3)))
    .map((name) => `docs/${name}`),
];

const promised = PAGES.flatMap((page) =>
  sentencesOf(read(page))
    .filter(promises)
    .map((sentence) => ({ page, sentence })),
);
const claims = Object.entries(CLAIMS).flatMap(([page, ofPage]) => ofPage.map((claim) => ({ page, claim })));
const claimsOf = (page: string, sentence: string): readonly Claim[] =>
  (CLAIMS[page] ?? []).filter(({ words }) => sentence.includes(words));
const testsOf = ({ held = {} }: Claim): { file: string; title: string }[] =>
  Object.entries(held).flatMap(([file, titles]) => [titles].flat().map((title) => ({ file, title })));

describe('a sentence that promises something', () => {
  it('is in the table of claims, once', () => {
    const wrong = promised.filter(({ page, sentence }) => claimsOf(page, sentence).length !== 1);
    expect(wrong).toEqual([]);
  });

  it('is still there for every claim of the table, and in one place', () => {
    const wrong = claims.filter(
      ({ page, claim }) =>
        promised.filter((one) => one.page === page && one.sentence.includes(claim.words)).length !== 1,
    );
    expect(wrong.map(({ page, claim }) => [page, claim.words])).toEqual([]);
  });
});

describe('a claim', () => {
  it('names tests, says what is not known, or why it is none', () => {
    const silent = claims.filter(({ claim }) => {
      const { unknown, noClaim } = claim;
      return testsOf(claim).length === 0 && unknown === undefined && noClaim === undefined;
    });
    expect(silent).toEqual([]);
    expect(claims.filter(({ claim }) => testsOf(claim).length > 0).length).toBeGreaterThan(50);
  });

  it('names tests that exist', () => {
    const lost = claims.flatMap(({ page, claim }) =>
      testsOf(claim)
        .filter(({ file, title }) => !/[.]test[.]ts$/.test(file) || !hasTest(file, title))
        .map((test) => ({ page, ...test })),
    );
    expect(lost).toEqual([]);
  });

  it('is on a page that says what of it is not known', () => {
    const silent = claims.filter(
      ({ page, claim }) => claim.unknown !== undefined && !plain(read(page)).includes(claim.unknown),
    );
    expect(silent).toEqual([]);
  });
});

describe('docs/claims.md', () => {
  it('is the table of the claims', () => {
    if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, written());
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(written());
  });
});

function written(): string {
  const cell = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll('<', '&lt;');
  const holding = (claim: Claim): string =>
    [
      ...testsOf(claim).map(({ file, title }) => `\`${file}\`: "${cell(title)}"`),
      ...(claim.unknown === undefined ? [] : [`not known: the page says "${cell(claim.unknown)}"`]),
      ...(claim.noClaim === undefined ? [] : [`no claim: ${cell(claim.noClaim)}`]),
    ].join('; ');
  const rows = (page: string): string[] =>
    promised
      .filter((one) => one.page === page)
      .map(({ sentence }) => `| ${cell(sentence)} | ${claimsOf(page, sentence).map(holding).join('; ')} |`);
  return [
    '# What the documents promise, and what holds it',
    '',
    'Each sentence of the documents with *never*, *always*, *every*, *before anything*, *costs*, *at most* or *within* a time, with the',
    'test that fails where it is not so. Made by `UPDATE_DOCS=1 npx jest test/docs/claims` from `test/docs/claims.ts`: a sentence that is',
    'not in that table fails the test. The rows of [on-aws.md](on-aws.md) and [comparison.md](comparison.md) name their tests themselves;',
    'pages that a program writes are not searched.',
    ...Object.keys(CLAIMS).flatMap((page) => [
      '',
      `## ${page}`,
      '',
      '| it says | held by |',
      '| --- | --- |',
      ...rows(page),
    ]),
    '',
  ].join('\n');
}
