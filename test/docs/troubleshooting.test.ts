import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { DATA_RULES } from '@ecommerce-recommenders/shop-data/insight/readiness/data-rules';
import { FLOORS } from '@ecommerce-recommenders/shop-data/insight/readiness/floors';
import { shortfalls, STAGES } from '@ecommerce-recommenders/shop-data/insight/readiness/rule';
import { NO_SIZE } from '@ecommerce-recommenders/shop-data/insight/cost/shop-size';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import { EN } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/en';
import { KO } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/ko';
import type { ReadinessTexts } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/readiness-texts';
import { MISTAKES, mistakesFolder, runMistake } from '../../packages/tools/test/commands/support/mistakes';

const ROOT = join(__dirname, '../..');
/** The words of the JSON parser differ between releases of Node.js. */
const JSON_ERROR = /(read as JSON: |not JSON: )(Unexpected|Expected)[^|]*/;

const cell = (text: string): string =>
  text
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');

interface Page {
  readonly file: string;
  /** The header rows of the tables of commands and of data. */
  readonly commands: string;
  readonly data: string;
  readonly texts: ReadinessTexts;
}

/** Messages stay as the commands print them. */
const PAGES: readonly Page[] = [
  {
    file: 'docs/troubleshooting.md',
    commands: '| you typed | it says |',
    data: '| it says | what follows | what to do |',
    texts: EN,
  },
  {
    file: 'docs/ko/troubleshooting.md',
    commands: '| 입력한 명령 | 메시지 |',
    data: '| 메시지 | 결과 | 해결 방법 |',
    texts: KO,
  },
];

/** The failures, and what the commands say, each message once. */
async function failures(): Promise<string[][]> {
  const folder = mistakesFolder();
  try {
    const rows = new Map<string, string[]>();
    for (const [name, args] of MISTAKES) {
      const { code, says } = await runMistake(name, args, folder);
      if (code !== 1) continue;
      const typed = `\`${`recommenders ${name} ${args}`.trim()}\``;
      const message = says
        .replaceAll(folder, 'FOLDER')
        .replaceAll(ROOT, '.')
        .replace(/^error: /, '')
        .replace(JSON_ERROR, '$1…');
      if (!rows.has(message)) rows.set(message, [typed, message]);
    }
    return [...rows.values()];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A shop without anything: it misses every requirement. */
const NOTHING: ShopFacts = {
  ...{ rows: 0, users: 0, usersWithTwo: 0, distinctRows: 0, keptRows: 0, baskets: 0, sharedBaskets: 0 },
  size: NO_SIZE,
  events: {},
  futureRows: 1,
  refusals: [{ file: 'items.csv', column: 'price', line: 7, problem: '"12,50" is no number', rows: 3 }],
  emptyTables: ['users.csv'],
  mapping: { ProductViewed: 'View' },
  occurringTypes: ['Viewed'],
  categoricalColumns: [],
};

/** Every message about such a shop once: what it says in English, and in the language what it says, what follows and what to do. */
function shortcomings(texts: ReadinessTexts): (readonly [english: string, ...cells: string[]])[] {
  const english = allShortfalls(EN).map(({ found, threshold }) => `${found}; ${threshold}`);
  const rows = allShortfalls(texts).map(
    ({ found, threshold, willDo, remedy }, at) =>
      [english[at], `${found}; ${threshold}`, willDo, remedy] as const,
  );
  return [...new Map(rows.map((row) => [row[0], row])).values()];
}

const allShortfalls = (texts: ReadinessTexts): ReturnType<typeof shortfalls> =>
  STAGES.flatMap((stage) =>
    USE_CASE_NAMES.flatMap((useCase) => [
      ...shortfalls(FLOORS, texts.floors, stage, NOTHING, useCase),
      ...shortfalls(DATA_RULES, texts.dataRules, stage, NOTHING, useCase),
    ]),
  );

/** A page with these rows below the header row of a table. */
function withRows(text: string, head: string, rows: readonly (readonly string[])[]): string {
  const [before, after] = text.split(`${head}\n`);
  const [line] = after.split('\n');
  const written = rows.map((row) => `| ${row.map(cell).join(' | ')} |`);
  return [`${before}${head}`, line, ...written, after.replace(/^(\|.*\n)+/, '')].join('\n');
}

function written(text: string, page: Page, said: readonly (readonly string[])[]): string {
  const data = shortcomings(page.texts).map(([english, found, ...cells]) => [
    english === found ? found : `${found} — ${english}`,
    ...cells,
  ]);
  return withRows(withRows(text, page.commands, said), page.data, data);
}

let said: string[][];
beforeAll(async () => {
  said = await failures();
});

it.each(PAGES)('$file has the messages of the code', (page) => {
  const file = join(ROOT, page.file);
  const document = written(readFileSync(file, 'utf8'), page, said);
  if (process.env.UPDATE_DOCS) writeFileSync(file, document);
  expect(readFileSync(file, 'utf8')).toBe(document);
});
