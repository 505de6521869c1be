import type { Estimate } from '@ecommerce-recommenders/models/evaluation/estimates';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { ofHundred, points } from '@ecommerce-recommenders/shop-data/insight/readiness/measured-numbers';
import { comparatorInWords } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/en';
import { isPopularity, PROJECT, TUNED_PROJECT } from './contenders';
import type { QualityResult, TaskResults } from './measure-quality';
import type { NewItemsResult } from './measure-new-items';
import type { ShapeResult } from './measure-shapes';
import type { MeasuredVerdict } from './measure-verdicts';
import { interval, share } from './quality-rows';

/** What was measured on a data set. */
export interface MeasuredData {
  readonly title: string;
  /** How the rows were derived from the files. */
  readonly origin: string;
  readonly rows: number;
  /** None for generated users. */
  readonly tasks: readonly TaskResults[];
  readonly verdicts: readonly MeasuredVerdict[];
  readonly newItems: readonly NewItemsResult[];
  readonly machine: string;
}

/**
 * docs/quality.md.
 *
 * @param lacking - titles of the sets that have no results
 */
export const qualityDocument = (
  measured: readonly MeasuredData[],
  lacking: readonly string[],
  shapes: readonly ShapeResult[],
): string =>
  `${[
    INTRODUCTION,
    ...(lacking.length === 0 ? [] : [`**Not measured with these models yet:** ${lacking.join(', ')}.`]),
    ...verdictsSection(measured),
    ...shopsSection(measured.filter(({ tasks }) => tasks.length > 0)),
    ...newItemsSection(measured),
    ...shapesSection(shapes),
    RECORDED,
    ...constantsSection(measured),
    `Measured on ${[...new Set(measured.map(({ machine }) => machine))].join('; ')}.`,
  ].join('\n\n')}\n`;

const INTRODUCTION = `# Quality of the models

The embedded AWS has models of its own, because those of Amazon Personalize are not published. This page compares them
with simple models in print, on public data of real shops.

\`\`\`sh
npm run bench -- --only quality --online-retail FILE --clothing-shop FILE --complete-journey FILE --workshop FILE
npm run bench -- --only quality --data FILE_OR_FOLDER     # any prepared data set; prints its tables only
\`\`\`

The files are *Online Retail* and *Clickstream data for online shopping* of the UCI repository as CSV, plain or gzip, and a sample
of *The Complete Journey* and the workshop of Amazon Personalize as archives. The results of each set stay in \`bench/results/quality\`,
with every model and setting, so one set can be measured alone; this page is written from them.

**Protocol.** *Forward in time* counts first: one moment for all users, after which a tenth of the rows lies. *By user* holds out
the newest tenth of each user's rows; models then know what others did later. *Whole orders* and *next order* hold out each customer's
last order. A question has the use case's own form: what is bought with an item, what is viewed after it, what a user does next. Forward in time, a user
who is new is known by the first half of what they did, as an event tracker sends it; *strangers* are users of whom nothing is known.
At most 4,000 questions; no table for fewer than 100. NDCG of the first ten; *unseen* is the share of lists that hit an item new to the user.
Settings of the models in print (λ, β, sessions, weights by age) are those that are best on the same split inside training, for 500 questions.
Differences are over the same questions, with the middle 95 % of 1,000 resamples; above 0 the other is better, by more than chance where the interval has no 0.
A simple list is no better only where both splits agree. EASE is left out past 4,000 items. Exploration is off.`;

const verdictsSection = (measured: readonly MeasuredData[]): string[] => [
  '## Verdicts',
  `What [explore](verdicts.md) says: hits of 100 lists of ten, forward in time, beside the best list without a model, and the 99 %
interval of the difference. Another program with models of its own (cosine of orders, sequential rules, EASE with the share of the last days),
written for this comparison in December 2026, gave the same verdicts on all five shops.`,
  table(
    ['shop', 'use case', 'verdict', 'list', 'best without a model', 'difference'],
    measured.flatMap(({ title, verdicts }) =>
      verdicts.map(({ useCase, isReady, hitRate, comparatorHitRate, difference, ...compared }) => [
        title,
        USE_CASES[useCase].title,
        isReady ? 'ready' : 'weak',
        ofHundred(hitRate.mean),
        `${ofHundred(comparatorHitRate.mean)}, ${comparatorInWords(compared)}`,
        `${points(difference.low)} to ${points(difference.high)}`,
      ]),
    ),
  ),
];

const shopsSection = (measured: readonly MeasuredData[]): string[] => [
  '## Beside simple lists and models',
  'The strongest of each kind; `bench/results/quality` has the others.',
  ...measured.flatMap(({ title, origin, rows, tasks }) => [
    `### ${title}`,
    `${origin} ${rows.toLocaleString('en-US')} rows.${choicesInWords(tasks)}`,
    table(
      ['list', 'questions', 'this project', 'popular items', 'difference', 'model', 'difference', 'unseen'],
      tasks.map(taskRow),
    ),
  ]),
  betterInWords(measured),
];

function taskRow({ task, questions, results }: TaskResults): string[] {
  const [ours] = results;
  const popular = bestOf(results.filter(({ contender }) => isPopularity(contender)));
  const model = bestOf(results.filter(isModel));
  const cells = (best: QualityResult | undefined): string[] =>
    best ? [`${best.contender} ${share(best.ndcg)}`, interval(best.ndcgAbove)] : ['', ''];
  return [
    task,
    questions.toLocaleString('en-US'),
    share(ours.ndcg),
    ...cells(popular),
    ...cells(model),
    [ours, ...(model ? [model] : [])].map(({ unseenHitRate }) => share(unseenHitRate)).join(', '),
  ];
}

/** Whether a contender is a model in print. */
const isModel = ({ contender }: QualityResult): boolean =>
  contender !== PROJECT && contender !== TUNED_PROJECT && !isPopularity(contender);

const bestOf = (results: readonly QualityResult[]): QualityResult | undefined =>
  [...results].sort((a, b) => b.ndcg - a.ndcg)[0];

/** What the trainings chose for *Recommended for you*. */
function choicesInWords(tasks: readonly TaskResults[]): string {
  const chosen = new Set(tasks.flatMap(({ choice }) => choice?.model ?? []));
  return chosen.size === 0 ? '' : ` The trainings chose ${[...chosen].join(', or ')}.`;
}

/** Which simple lists and models have the better NDCG by more than chance. */
function betterInWords(measured: readonly MeasuredData[]): string {
  const better = measured.flatMap(({ title, tasks }) =>
    tasks.flatMap(({ task, results }) => {
      const names = results
        .filter((result) => (isModel(result) || isPopularity(result.contender)) && result.ndcgAbove.low > 0)
        .map(({ contender, ndcgAbove }) => `${contender} by ${share(ndcgAbove.mean)}`);
      return names.length === 0 ? [] : [`- ${title}, ${task}: ${names.join(', ')}`];
    }),
  );
  return better.length === 0
    ? 'None is better than the project by more than chance.'
    : `Better than the project by more than chance, and nowhere else:\n\n${better.join('\n')}`;
}

/** Columns of the table of new items. */
export const NEW_ITEMS_COLUMNS = [
  'data',
  'wanted',
  'questions',
  'similar items',
  'best sellers',
  'above best sellers',
  'of the category',
  'above those of the category',
] as const;

/** Rows of a data set in the table of new items. */
export const newItemsRow = ({ title, newItems }: Pick<MeasuredData, 'title' | 'newItems'>): string[][] =>
  newItems.map(
    ({ eventType, questions, similar, bestSellers, category, aboveBestSellers, aboveCategory }) => [
      title,
      eventType === 'View' ? 'viewed next' : 'bought with it',
      questions.toLocaleString('en-US'),
      share(similar),
      share(bestSellers),
      interval(aboveBestSellers),
      category === undefined ? 'no categories' : share(category),
      aboveCategory === undefined ? '' : interval(aboveCategory),
    ],
  );

const newItemsSection = (measured: readonly MeasuredData[]): string[] => [
  '## New items',
  `Hit rates of [similar items](lists.md#similar-items), which know the catalogue alone: a random tenth of the items is new, and no list
learns from a row about one. Who looks at a new item, or buys one, asks; wanted is the next item viewed within a day, or the rest of the
order. Best sellers are the most viewed items where views are wanted. The users of the sample and of the workshop are generated.`,
  table(NEW_ITEMS_COLUMNS, measured.flatMap(newItemsRow)),
  'Similar items are alternatives to an item: they can replace *also viewed*, and not *bought together*.',
];

const shapesSection = (shapes: readonly ShapeResult[]): string[] => [
  '## Generated shops',
  '*Recommended for you* by user, beside popular items, in shops of `packages/models/src/evaluation/shop-shapes.ts`.',
  table(
    ['shop', 'chosen', 'rows', 'users', 'items', 'this project', 'popular items', 'difference'],
    shapes.map(({ shop, choice, rows, users, items, ndcg, popularity, above }) => [
      shop,
      choice?.model ?? '',
      ...[rows, users, items].map((count) => count.toLocaleString('en-US')),
      share(ndcg),
      share(popularity),
      interval(above),
    ]),
  ),
];

const RECORDED = `## Recorded lists

Of the ten items in lists that Amazon Personalize answered in its workshop, the first ten have: *most viewed* ten; *best sellers* the six
best, and four of the twelve that tie for the rest; *bought together* the best sellers, as recorded for both items; *also viewed* seven, the first three in the recorded
order, and all ten in the first fifty. \`packages/models/test/workshop-answers.test.ts\` fails where fewer are found. A cosine with closeness
in time, without shrinkage, finds eight of *also viewed*; the sequence is kept for the NDCG of the clothing shop, .231 beside .204.

## Large catalogues

Trained once, one use case after the other: 100,000 items, some 20 rows a user, three of five of an item of the user's taste, an eighth
purchases (\`bench/programs/train-models.ts\`). Memory is the highest of the process, rows included.

| rows | users | read | most viewed | bought together | also viewed | for you | memory |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| 666,667 | 33,333 | 0.6 s | 0.0 s | 0.2 s | 1.6 s | 8 s | 0.8 GB |
| 6,666,670 | 333,330 | 4.7 s | 0.1 s | 1.1 s | 10 s | 20 s | 1.4 GB |
| 20,000,010 | 999,990 | 15 s | 0.2 s | 3.5 s | 20 s | 26 s | 2.4 GB |`;

const constantsSection = (measured: readonly MeasuredData[]): string[] => {
  const all = measured.flatMap(({ title, tasks }) =>
    tasks.flatMap(({ task, constants }) => constants.map((one) => ({ ...one, where: `${title}, ${task}` }))),
  );
  const isOf = (way: (above: Estimate) => boolean) => all.filter(({ ndcgAbove }) => way(ndcgAbove));
  const worse = isOf(({ high }) => high < 0).length;
  const better = isOf(({ low }) => low > 0);
  return [
    '## Constants',
    `The constants of \`packages/models/src/constants.ts\` are the same for every shop, and were chosen with sight of the held-out rows in part. Beside
other values, one at a time, on a split inside the training part: of ${all.length} comparisons the other value is worse in ${worse}, and better in
${better.length}; by chance one in forty would be.${better.length > 0 ? ' Better:' : ''}`,
    ...(better.length === 0
      ? []
      : [
          better
            .map(
              ({ where, constant, chosen, other, ndcgAbove }) =>
                `- ${where}: ${constant} ${other} in place of ${chosen}, by ${share(ndcgAbove.mean)}`,
            )
            .join('\n'),
        ]),
  ];
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
