import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import type { ShopUseCases } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import { columnsOf, wrapText } from 'embedded-aws/command/terminal-lines';
import { costReport } from '../../src/cost/cost-report';
import { costText } from '../../src/cost/cost-text';
import { outputsText } from '../../src/deployed/stack-outputs';
import { effectReport, effectText } from '../../src/effect/effect-report';
import { evaluationTable, type UseCaseReport } from '../../src/evaluate/evaluation-report';
import { importHistoryTable } from '../../src/imports/import-history';
import { recommendationTable } from '../../src/recommend/recommendation-table';
import { appliedSettings, settingsText, settingText } from '../../src/settings/settings-text';
import { printAnswers } from '../../src/start/print-answers';
import { costQuestion } from '../cost/cost-question';
import { experimentDays } from '../effect/experiment-days';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const RECOMMENDER = `${ARN}:recommender/EcommerceRecommenders-customers-who-viewed-x-also-viewed`;
const ITEMS = ['22c9fe48-dab0-4981-bef9-534f2d1234a0', 'aaca8cf1-683f-446f-bf94-22864a2c9eef'].map(
  (itemId) => ({
    ...{ itemId, name: 'Medium Roast Coffee Beans of the High Andes', category: 'furniture' },
    ...{ price: 1592, score: 0.021 },
  }),
);
const WHY = 'viewed by 120 of the 424 customers who viewed Calendula Eye Cream';

const experiment = { share: 0.1, control: 'best-sellers', windowDays: 7, logGroup: 'api' } as const;
const effect = effectReport(
  { experiment, days: experimentDays(14, 0.5), refused: 0 },
  { bill: { usdPerMonth: 1095, source: '4 live recommenders for up to 100,000 users' }, wanted: 0.1 },
);

const TWO: ShopUseCases = new Map([
  ['most-viewed', {}],
  ['customers-who-viewed-x-also-viewed', {}],
]);
const cost = costReport(costQuestion(TWO, { requestsPerSecond: 10, importBytes: 1e9 }));

const estimate = { mean: 0.112, low: 0.1, high: 0.124 };
const line = {
  ...{ length: 10, isSame: false, coverage: 0.058, precision: estimate, recall: estimate, ndcg: estimate },
  ...{ mrr: estimate, hitRate: estimate, diversity: estimate, popularity: estimate },
} as const;
const evaluation: UseCaseReport = {
  ...{ useCase: 'frequently-bought-together', holdoutBy: 'user', users: 500, partlyTrained: 35 },
  lines: (['recommender', 'popularity'] as const).map((list) => ({ ...line, list })),
};

const imports = [
  {
    ...{ run: '2026-11-25T09-30-00-000Z-1a2b3c4d', outcome: 'refused' as const },
    ...{ startedAt: '2026-11-25T09:30:00.000Z', endedAt: '2026-11-25T09:42:10.000Z' },
    files: ['items/monday.csv', 'items/tuesday.csv', 'items/wednesday.csv', 'items/thursday.csv'],
    rows: { INTERACTIONS: 1_234_567, ITEMS: 12_345, USERS: 12 },
    problem:
      'The fresh data was refused: items/monday.csv, line 3: PRICE is not a number, and no row was imported.',
  },
];

function answers(width: number | undefined): string {
  let printed = '';
  const stdout = { isTTY: width !== undefined, columns: width, write: (text: string) => (printed += text) };
  const input = { userId: '152', itemId: ITEMS[0].itemId };
  const recommendations = {
    'customers-who-viewed-x-also-viewed': [{ input, items: [...ITEMS, ...ITEMS] }],
  };
  const outputs = { CustomersWhoViewedXAlsoViewedRecommenderArn: RECOMMENDER };
  printAnswers({ endpoint: '', outputs, recommendations }, stdout as unknown as WriteStream);
  return printed;
}

/** Output of commands by the width of the terminal; undefined is a file. */
const TEXTS: Record<string, (width: number | undefined) => string> = {
  start: answers,
  recommend: (width) => recommendationTable(ITEMS, { width }),
  'recommend --ids': (width) => recommendationTable(ITEMS, { width, hasIds: true }),
  'recommend --why': (width) =>
    recommendationTable(
      ITEMS.map((item) => ({ ...item, why: WHY })),
      { width },
    ),
  effect: (width) => effectText(effect, width),
  cost: (width) => costText(cost, undefined, width),
  evaluate: (width) => evaluationTable([evaluation], width),
  imports: (width) => importHistoryTable(imports, width),
  settings: (width) => settingsText(appliedSettings({ watch: 'true' }), width),
  'settings NAME': (width) =>
    appliedSettings({})
      .map((one) => settingText(one, width))
      .join('\n\n'),
};

describe.each(Object.entries(TEXTS))('what %s prints', (_, textOf) => {
  // Addresses are never wrapped.
  it.each([60, 80])('is nowhere wider than a terminal of %i columns', (width) => {
    const lines = stripVTControlCharacters(wrapText(textOf(width), width)).split('\n');
    expect(lines.filter((one) => columnsOf(one) > width && !/^\(?https:\S+$/.test(one))).toEqual([]);
  });

  it('has the same words there as in a file', () => {
    // Text that is shortened for a terminal begins with an ellipsis.
    const wordsOf = (text: string): Set<string> =>
      new Set(
        stripVTControlCharacters(text)
          .split(/[\s,]+/)
          .filter((word) => word !== '' && !word.startsWith('…')),
      );
    const inFile = wordsOf(textOf(undefined));
    expect([...wordsOf(wrapText(textOf(60), 60))].filter((word) => !inFile.has(word))).toEqual([]);
  });
});

it('the outputs of a stack have their values whole, each as one line to copy, below sentences that break', () => {
  const description = 'Customers who viewed X also viewed: pass it to GetRecommendations.';
  const linesIn = (width?: number): string[] =>
    outputsText([{ name: 'RecommenderArn', description, value: RECOMMENDER }], width).split('\n');
  expect(linesIn(60)).toEqual([
    ...['RecommenderArn', expect.any(String), expect.any(String)],
    `  ${RECOMMENDER}`,
  ]);
  expect(linesIn()).toHaveLength(3);
});

it('the answers of npm start are three rows of a list, without ids, and name the item that was looked at', () => {
  const printed = stripVTControlCharacters(answers(undefined));
  expect(printed).toContain(
    'Customers who viewed X also viewed for user 152 and Medium Roast Coffee Beans of the High Andes\n',
  );
  expect(printed.match(/^\d /gm)).toEqual(['1 ', '2 ', '3 ']);
  expect(printed).not.toContain(ITEMS[0].itemId);
});

it('the answers of npm start have ARNs whole in a file, and their names on a terminal', () => {
  expect(answers(undefined)).toContain(` = ${RECOMMENDER}\n`);
  expect(answers(80)).not.toContain(ARN);
  expect(answers(120)).toContain('= …recommender/EcommerceRecommenders-customers-who-viewed-x-also-viewed\n');
});
