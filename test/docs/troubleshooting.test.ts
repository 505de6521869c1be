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
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

/** Texts of the page in one language; messages stay as the commands print them. */
interface Page {
  readonly file: string;
  readonly introduction: string;
  readonly commands: readonly [title: string, introduction: string, typed: string, says: string];
  /** What the page says in place of the settings' messages, which are all alike. */
  readonly settings: readonly [title: string, introduction: string];
  readonly data: readonly [
    title: string,
    introduction: string,
    says: string,
    follows: string,
    remedy: string,
  ];
  readonly texts: ReadinessTexts;
}

const PAGES: readonly Page[] = [
  {
    file: 'docs/troubleshooting.md',
    introduction: `# Troubleshooting

Messages of the commands, the settings and the data checks, and what to do. Numbers and names are examples. Before a deployment,
[\`npm run doctor\`](commands.md) finds what would stop it. [on-aws.md](on-aws.md) has what differs on AWS, the [runbook](runbook.md) the alarms.

<!-- Written by UPDATE_DOCS=1 npx jest test/docs/troubleshooting -->`,
    commands: [
      'Commands',
      'Exit code 2 is a wrong usage: the message names the option and what it takes. Exit code 1 is a failure, such as these of all commands:',
      'you typed',
      'it says',
    ],
    settings: [
      'Settings',
      'Synth reports the setting, its value, what is allowed, and how to change it. `npm run settings -- NAME` prints what is allowed.',
    ],
    data: [
      'Data',
      'Reported by `explore`, `synth`, `diff` and `deploy`, for a use case or for all.',
      'it says',
      'what follows',
      'what to do',
    ],
    texts: EN,
  },
  {
    file: 'docs/ko/troubleshooting.md',
    introduction: `# 문제 해결

명령, 설정, 데이터 검사가 출력하는 메시지와 해결 방법입니다. 숫자와 이름은 예시이고, 명령의 메시지는 영어로 출력되므로 원문대로 실었습니다. 배포하기 전에는
[\`npm run doctor\`](../commands.md)가 배포를 막을 문제를 찾아 줍니다. AWS에서 달라지는 점은 [on-aws.md](../on-aws.md)에, 경보는 [운영 안내서](../runbook.md)에 있습니다.

<!-- Written by UPDATE_DOCS=1 npx jest test/docs/troubleshooting -->`,
    commands: [
      '명령',
      '종료 코드 2는 잘못된 사용법이며, 메시지가 옵션과 허용되는 값을 알려 줍니다. 종료 코드 1은 실패이며, 모든 명령이 다음과 같이 출력합니다.',
      '입력한 명령',
      '메시지',
    ],
    settings: [
      '설정',
      'synth할 때 설정, 값, 허용되는 값, 바꾸는 방법을 알려 줍니다. 허용되는 값은 `npm run settings -- NAME`이 출력합니다.',
    ],
    data: [
      '데이터',
      '`explore`, `synth`, `diff`, `deploy`가 사용 사례 하나 또는 전체에 대해 알려 줍니다.',
      '메시지',
      '결과',
      '해결 방법',
    ],
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

const section = (
  [title, introduction, ...head]: readonly string[],
  rows: readonly (readonly string[])[],
): string => `## ${title}\n\n${introduction}\n\n${table(head, rows)}`;

function written(page: Page, said: readonly (readonly string[])[]): string {
  const data = shortcomings(page.texts).map(([english, found, ...cells]) => [
    english === found ? found : `${found} — ${english}`,
    ...cells,
  ]);
  const sections = [
    page.introduction,
    section(page.commands, said),
    `## ${page.settings[0]}\n\n${page.settings[1]}`,
    section(page.data, data),
  ];
  return `${sections.join('\n\n')}\n`;
}

let said: string[][];
beforeAll(async () => {
  said = await failures();
});

it.each(PAGES)('$file has the messages of the code', (page) => {
  const file = join(ROOT, page.file);
  const document = written(page, said);
  if (process.env.UPDATE_DOCS) writeFileSync(file, document);
  expect(readFileSync(file, 'utf8')).toBe(document);
});
