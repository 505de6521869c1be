import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CLAIMS, type Claim } from './claims';
import { promises, sentencesOf } from './sentences';

const ROOT = resolve(__dirname, '../..');

/** The text of a page, by its path. */
export const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** Pages that a program writes. */
const WRITTEN = [
  ...['claims', 'conformance', 'performance', 'permissions', 'quality', 'reliability', 'troubleshooting'],
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

/** The sentences that promise something, in the order of the pages. */
export const PROMISED = PAGES.flatMap((page) =>
  sentencesOf(read(page))
    .filter(promises)
    .map((sentence) => ({ page, sentence })),
);
/** The claims of a sentence; one of each that promises something. */
export const claimsOf = (page: string, sentence: string): readonly Claim[] =>
  (CLAIMS[page] ?? []).filter(({ words }) => sentence.includes(words));
/** The page of the site: each promise, with what holds it. */
export function claimsDocument(): string {
  const cell = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll('<', '&lt;');
  const holding = (claim: Claim): string =>
    [
      ...claim.tests.map(({ file, title }) => `\`${file}\`: "${cell(title)}"`),
      ...(claim.unknown === undefined ? [] : [`not known: the page says "${cell(claim.unknown)}"`]),
      ...(claim.noClaim === undefined ? [] : [`no claim: ${cell(claim.noClaim)}`]),
    ].join('; ');
  const rows = (page: string): string[] =>
    PROMISED.filter((one) => one.page === page).map(
      ({ sentence }) => `| ${cell(sentence)} | ${claimsOf(page, sentence).map(holding).join('; ')} |`,
    );
  return [
    read('docs/claims.md').trimEnd(),
    ...Object.keys(CLAIMS).flatMap((page) => [
      ...['', `## ${page}`, '', '| it says | held by |', '| --- | --- |'],
      ...rows(page),
    ]),
    '',
  ].join('\n');
}
