import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { DATA_RULES } from '@ecommerce-recommenders/shop-data/readiness/data-rules';
import { FLOORS } from '@ecommerce-recommenders/shop-data/readiness/floors';
import { shortfalls, STAGES } from '@ecommerce-recommenders/shop-data/readiness/rule';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/readiness/shop-facts';
import { EN } from '@ecommerce-recommenders/shop-data/readiness/texts/en';
import { SETTINGS, SETTING_NAMES } from '@ecommerce-recommenders/shop-data/settings/settings';
import { MISTAKES, mistakesFolder, runMistake } from '../../packages/tools/test/commands/support/mistakes';

const ROOT = join(__dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/troubleshooting.md');

/** The words of the JSON parser differ between releases of Node.js. */
const JSON_ERROR = /(read as JSON: |not JSON: )(Unexpected|Expected)[^|]*/;

const cell = (text: string): string =>
  text
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

async function commands(): Promise<string> {
  const folder = mistakesFolder();
  try {
    const rows: string[][] = [];
    for (const [name, args] of MISTAKES) {
      const { says } = await runMistake(name, args, folder);
      const typed = `\`${`recommenders ${name} ${args}`.trim()}\``;
      rows.push([
        typed,
        says
          .replaceAll(folder, 'FOLDER')
          .replaceAll(ROOT, '.')
          .replace(/^error: /, '')
          .replace(JSON_ERROR, '$1…'),
      ]);
    }
    return table(['you typed', 'it says'], rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const settings = (): string =>
  table(
    ['setting', 'allowed is'],
    SETTING_NAMES.map((name) => [`\`${name}\``, SETTINGS[name].allowed]),
  );

/** A shop without anything: it misses every requirement. */
const NOTHING: ShopFacts = {
  ...{ rows: 0, users: 0, usersWithTwo: 0, distinctRows: 0, keptRows: 0, baskets: 0, sharedBaskets: 0 },
  events: {},
  futureRows: 1,
  refusals: [{ file: 'items.csv', column: 'price', line: 7, problem: '"12,50" is no number', rows: 3 }],
  emptyTables: ['users.csv'],
  mapping: { ProductViewed: 'View' },
  occurringTypes: ['Viewed'],
  categoricalColumns: [],
};

function data(): string {
  const rows = STAGES.flatMap((stage) =>
    USE_CASE_NAMES.flatMap((useCase) => [
      ...shortfalls(FLOORS, EN.floors, stage, NOTHING, useCase),
      ...shortfalls(DATA_RULES, EN.dataRules, stage, NOTHING, useCase),
    ]),
  ).map(({ found, threshold, willDo, remedy }) => [`${found}; ${threshold}`, willDo, remedy]);
  const known = new Map(rows.map((row) => [row[0], row]));
  return table(['it says', 'what follows', 'what to do'], [...known.values()]);
}

/** docs/troubleshooting.md. */
const written = async (): Promise<string> => `# Troubleshooting

What the commands, the settings and the data checks say, by message, with what to do. Written from the tables in the code by
\`UPDATE_DOCS=1 npx jest test/docs/troubleshooting\`; numbers and names are examples. Before a deployment,
[\`npm run doctor\`](commands.md) looks for what would stop it; what differs on AWS is in [on-aws.md](on-aws.md).

## Commands

Exit code 1 is a failure, 2 a wrong usage.

${await commands()}

## Settings

Reported at synth: which setting, what it is, what is allowed, and how to change it.

${settings()}

## Data

Reported by \`explore\`, \`synth\`, \`diff\` and \`deploy\`, for a use case or for all.

${data()}
`;

it('docs/troubleshooting.md has the messages of the code', async () => {
  const document = await written();
  if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, document);
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
});
