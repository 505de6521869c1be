import type { Estimate } from '@ecommerce-recommenders/models/evaluation/estimates';
import type { Choice } from '@ecommerce-recommenders/models/choice';
import { machine } from '../machine';
import type { ConstantResult } from './constants';
import { PROJECT, TUNED_PROJECT } from './contenders';
import type { QualityResult, TaskResults } from './measure-quality';
import type { NewItemsResult } from './measure-new-items';
import type { ShapeResult } from './measure-shapes';
import type { QualityData } from './quality-data';

/** A data set and its results. */
export interface MeasuredData {
  readonly data: QualityData;
  readonly tasks: readonly TaskResults[];
}

/** The results for new items of a data set. */
export interface NewItemsOf {
  readonly title: string;
  readonly results: readonly NewItemsResult[];
}

/** Text of docs/quality.md. */
export const qualityDocument = (
  measured: readonly MeasuredData[],
  newItems: readonly NewItemsOf[],
  shapes: readonly ShapeResult[],
): string =>
  `${[INTRODUCTION, ...measured.flatMap(sections), ...newItemsSection(newItems), ...shapesSection(shapes), RECORDED, ...constantsSection(measured), `Measured on ${machine()}.`].join('\n\n')}\n`;

const INTRODUCTION = `# Quality of the models

The models of the embedded AWS stand in for those of Amazon Personalize, whose own are not published. This page says how they
compare with simple models in print, on public data of real shops. Written by

\`\`\`sh
npm run bench -- --only quality --online-retail FILE --clothing-shop FILE --complete-journey FILE --workshop FILE
npm run bench -- --only quality --data FILE_OR_FOLDER     # any prepared data set; prints its tables only
\`\`\`

where the files are *Online Retail* and *Clickstream data for online shopping* of the UCI repository as CSV, plain or gzip, and a
sample of *The Complete Journey* and the workshop of Amazon Personalize as archives with items.csv, users.csv and interactions.csv. A set
that is not named is left out.

- **Splits.** *Forward in time*, which comes first: one moment for all users, after which a tenth of the rows lies; models know what is
  older, as in a shop, and popular items are of all time and of the last 7, 30 and 90 days before it. *By user*: of each user, the newest tenth of the rows, ties in
  file order; models see other users' later rows. For whole orders, each customer's last order. A baseline is no better only where both agree. Exact duplicates count once.
- **Questions.** *Also viewed*: with the last item viewed in training, which of the held-out views? Forward in time: with the first view
  after the moment, what is viewed within a day? *Bought together*: with a held-out purchase, what else within a day? *Whole orders*: with one item of the order, the rest of it? *For you*: which
  held-out items, without those bought before? *Next order*: the same of each customer's last order, whole, since an order that the
  newest tenth cuts in two rewards whoever follows the order of its rows. At most 4,000, drawn with a fixed seed; with fewer than 100, a table is left out. Exploration is off.
- **Metrics.** NDCG and hit rate of the first ten, without the asked item, filled up from popularity. *Unseen*: hit rate of
  items that the user has no row with in training: a gain that is only the order of items already seen is none for a shelf of new ones.
- **Settings** of a baseline are those with the best NDCG on the same split inside training (at most 500 questions): λ of the cosine
  0 to 200, β 0.2 to 0.8, λ of EASE 10 to 1,000 (compared over the 1,000 items with the most users, then fitted to all items), 100 or 500
  sessions of V-SKNN. Each model of histories but V-SKNN also has four weights by age, the project's own among them.
  The project's are constants for every shop, chosen with sight of the held-out rows in part: its first row is not clean. The row
  *constants from training* is: each constant has the value of the last section that is best inside training, as settings of
  baselines have. *Recommended for you* also has the days of age that count as a moment among them.
- **Left out.** SLIM, of which EASE is the closed form; implicit ALS, which starts at random and is below tuned EASE and neighbors in
  print (Anelli et al. 2022); STAN, which adds the age of sessions to V-SKNN.
- **Choice.** *For you* has several models, of which each training chooses one, asking both ways inside the training, up to 4,000 users each
  ([how](decisions/models.md)). The tables say what was chosen, and its mean NDCG above the runner-up's forward in time. How many common orders or customers a pair
  needs is found by each training, too.
- **Difference.** To the project over the same questions, with the middle 95 % of 1,000 resamples: where the interval has no
  0, one is better. Above 0 the baseline is. Seconds are of one training on a machine with other work.`;

const sections = ({ data, tasks }: MeasuredData): string[] => [
  `## ${data.title}`,
  `${data.origin} ${data.rows.length.toLocaleString('en-US')} rows.`,
  ...tasks.flatMap((task) => [
    `### ${task.task}`,
    `${task.questions.toLocaleString('en-US')} questions.${choiceInWords(task.choice)}${task.isWithoutEase ? WITHOUT_EASE : ''}`,
    table(QUALITY_COLUMNS, task.results.map(qualityRow)),
    betterInWords(task.results),
  ]),
];

/** A sentence about the baselines whose NDCG is better by more than chance. */
function betterInWords(results: readonly QualityResult[]): string {
  const better = results.filter(({ contender, ndcgAbove }) => !OURS.includes(contender) && ndcgAbove.low > 0);
  if (better.length === 0) return 'By NDCG, no baseline is better than the project by more than chance.';
  return `By NDCG, better than the project by more than chance: ${better.map(({ contender }) => contender).join(', ')}.`;
}

const OURS: readonly string[] = [PROJECT, TUNED_PROJECT];

const WITHOUT_EASE =
  ' EASE is left out: it inverts a matrix of all items, which takes hours for a catalogue of this size.';

const choiceInWords = (choice: Choice | undefined): string =>
  choice === undefined
    ? ''
    : ` Chosen by the training: ${choice.model}, ${signed(choice.margin)} beside ${choice.runnerUp}, over ${choice.questions.toLocaleString('en-US')} users.`;

/** Columns of the table of new items. */
export const NEW_ITEMS_COLUMNS = [
  'data',
  'wanted',
  'questions',
  'similar items',
  'best sellers',
  'of the category',
  'above best sellers',
  'above those of the category',
] as const;

/** Rows of a data set in the table of new items. */
export const newItemsRow = ({ title, results }: NewItemsOf): string[][] =>
  results.map(({ eventType, questions, similar, bestSellers, category, aboveBestSellers, aboveCategory }) => [
    title,
    eventType === 'View' ? 'viewed next' : 'bought with it',
    questions.toLocaleString('en-US'),
    rounded(similar),
    rounded(bestSellers),
    category === undefined ? 'no categories' : rounded(category),
    interval(aboveBestSellers),
    aboveCategory === undefined ? '' : interval(aboveCategory),
  ]);

/** The section about what visitors of a new item get. */
const newItemsSection = (newItems: readonly NewItemsOf[]): string[] => [
  '## New items',
  `Hit rates of [similar items](lists.md#similar-items), which know the catalogue alone, for items without history: a random tenth of
the items is new, and no list is learned from a row about one. Who looks at a new item, or buys one, asks; wanted is the next item
viewed within a day, or what else is in the order, without orders within a day. Lists of ten; best sellers are the most viewed
ones where views are wanted. At most 4,000 questions, and sets with fewer than 100 are left out. Categories are those of the first
level. The users of the sample and of the workshop are generated; of the real shops, only the clothing shop has views, and its
catalogue has category, color and price, and no text.`,
  table(NEW_ITEMS_COLUMNS, newItems.flatMap(newItemsRow)),
  newItemsVerdict(newItems),
];

/** A sentence about where similar items are better, and where they are not. */
function newItemsVerdict(newItems: readonly NewItemsOf[]): string {
  const all = newItems.flatMap(({ title, results }) => results.map((result) => ({ ...result, title })));
  const verdict = (
    other: 'aboveBestSellers' | 'aboveCategory',
    isOf: (estimate: Estimate) => boolean,
  ): string => {
    const found = all.filter((result) => result[other] !== undefined && isOf(result[other]));
    const named = found.map(
      ({ title, eventType }) => `${title} (${eventType === 'View' ? 'views' : 'purchases'})`,
    );
    return named.length === 0 ? 'nowhere' : named.join(', ');
  };
  const better = ({ low }: Estimate): boolean => low > 0;
  const worse = ({ high }: Estimate): boolean => high < 0;
  return [
    `- Beside best sellers, similar items are better by more than chance in: ${verdict('aboveBestSellers', better)}. Worse: ${verdict('aboveBestSellers', worse)}.`,
    `- Beside best sellers of the category, better in: ${verdict('aboveCategory', better)}. Worse: ${verdict('aboveCategory', worse)}.`,
    '- Similar items are alternatives to an item, and not what is bought with it: they stand in for *also viewed*, and not for *bought together*.',
  ].join('\n');
}

const shapesSection = (shapes: readonly ShapeResult[]): string[] => [
  '## Generated shops',
  `*Recommended for you* beside popularity in shops of \`packages/models/src/evaluation/shop-shapes.ts\`, with the same split: NDCG,
and what popularity has above the project.`,
  table(
    [
      'shop',
      'chosen',
      'rows',
      'users',
      'items',
      'questions',
      'this project',
      'popularity',
      'popularity above',
    ],
    shapes.map(({ shop, choice, rows, users, items, questions, ndcg, popularity, above }) => [
      shop,
      choice?.model ?? '',
      ...[rows, users, items, questions].map((count) => count.toLocaleString('en-US')),
      rounded(ndcg),
      rounded(popularity),
      interval(above),
    ]),
  ),
];

const RECORDED = `## Recorded lists

Lists that Amazon Personalize answered in its workshop hold what may change:
\`packages/models/test/workshop-answers.test.ts\` fails where fewer of their items are found.

| use case | recorded items in the first ten |
| --- | ---: |
| Most viewed | 10 |
| Best sellers | the six best, and four of the twelve that tie for the rest |
| Frequently bought together | the best sellers, for both items |
| Customers who viewed X also viewed | 7, and all ten in the first fifty |

Each model of *also viewed* has the first three in the recorded order, and finds seven in its first ten. Their places, by parts of
the model, counted once on the workshop’s training rows (November 2026):

| model | in ten | in fifty | places of the ten, in the recorded order |
| --- | ---: | ---: | --- |
| cosine with closeness in time, as in version 0.5.0 | 7 | 10 | 1 2 3 4 8 9 16 7 50 43 |
| the same without shrinkage | 8 | 10 | 1 2 3 5 7 8 10 9 39 33 |
| the same without closeness in time | 7 | 10 | 1 2 3 4 9 7 28 6 49 41 |
| sequence | 7 | 10 | 1 2 3 4 9 8 29 6 36 50 |
| the same, what was viewed before the item counting as much | 7 | 10 | 1 2 3 4 9 8 24 6 34 49 |
| the same without the logarithm of repeated views | 6 | 7 | 1 2 3 4 8 11 68 5 67 97 |
| both directions, no decay, closeness in time | 8 | 10 | 1 2 3 5 8 9 10 7 47 48 |

So the sequence gave up one item, at place 16 then and 29 now: 0.5.0 counted the time between two views, up to two days, and the
sequence counts distinct times between them. That was given for the NDCG of the clothing shop, .204 then and .231 now, whose clicks have no time within a
day. Nine in the first ten, which this page once said of 0.5.0, is not what its formula finds. Two of the ten are behind place 30 in
all of these.

## Large catalogues

Trained once, each use case after the other: 100,000 items, some 20 rows a user, three of five of an
item of the user’s taste, an eighth purchases (\`bench/programs/train-models.ts\`). Memory is the highest of the process, rows included.

| rows | users | read | most viewed | bought together | also viewed | for you | memory |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| 666,667 | 33,333 | 0.6 s | 0.0 s | 0.2 s | 1.6 s | 8 s | 0.8 GB |
| 6,666,670 | 333,330 | 4.7 s | 0.1 s | 1.1 s | 10 s | 20 s | 1.4 GB |
| 20,000,010 | 999,990 | 15 s | 0.2 s | 3.5 s | 20 s | 26 s | 2.4 GB |

Thirty times the rows take 3 to 15 times the time of a training, and three times the memory.`;

/** Columns of a task's table. */
export const QUALITY_COLUMNS = [
  'model',
  'setting',
  'NDCG',
  'hit rate',
  'unseen',
  'NDCG above the project',
  'hit rate above the project',
  'training',
] as const;

/** A contender's row in a task's table. */
export const qualityRow = (result: QualityResult): string[] => [
  result.contender,
  result.setting,
  rounded(result.ndcg),
  rounded(result.hitRate),
  rounded(result.unseenHitRate),
  ...[result.ndcgAbove, result.hitRateAbove].map((above) =>
    result.contender === PROJECT ? '' : interval(above),
  ),
  `${result.trainingSeconds.toFixed(1)} s`,
];

/** Columns of the table of constants. */
export const CONSTANT_COLUMNS = ['constant', 'chosen', 'other', 'NDCG', 'NDCG above the chosen'] as const;

/** A row of the table of constants. */
export const constantRow = ({ constant, chosen, other, ndcg, ndcgAbove }: ConstantResult): string[] => [
  constant,
  String(chosen),
  String(other),
  rounded(ndcg),
  interval(ndcgAbove),
];

const constantsSection = (measured: readonly MeasuredData[]): string[] => [
  '## Constants',
  `The constants of \`packages/models/src/constants.ts\` beside other values, one at a time, with the same split and questions
inside the training part: neither models nor questions see the rows that are held out above. Above 0 the other value is
better, by more than chance where the interval has no 0; without any difference the constant does not matter there.

${constantsVerdict(measured)}`,
  ...measured.flatMap(({ data, tasks }) =>
    tasks.flatMap(({ task, constants }) =>
      constants.length === 0
        ? []
        : [`### ${data.title}: ${task}`, table(CONSTANT_COLUMNS, constants.map(constantRow))],
    ),
  ),
];

/** A sentence about which alternative values are better, and by how much at most. */
function constantsVerdict(measured: readonly MeasuredData[]): string {
  const all = measured.flatMap(({ data, tasks }) =>
    tasks.flatMap(({ task, constants }) =>
      constants.map((one) => ({ ...one, where: `${data.title}, ${task}` })),
    ),
  );
  const better = all.filter(({ ndcgAbove }) => ndcgAbove.low > 0);
  const worse = all.filter(({ ndcgAbove }) => ndcgAbove.high < 0).length;
  if (better.length === 0)
    return `Of ${all.length} comparisons the other value is worse in ${worse}, and better in none.`;
  const largest = Math.max(...better.map(({ ndcgAbove }) => ndcgAbove.mean));
  return (
    `Of ${all.length} comparisons the other value is worse in ${worse}, and better in ${better.length}, ` +
    `by ${rounded(largest)} at most. By chance alone\none in forty would be better.`
  );
}

const rounded = (value: number): string => value.toFixed(3).replace('0.', '.');

const interval = ({ mean, low, high }: Estimate): string =>
  `${signed(mean)} (${signed(low)} to ${signed(high)})`;

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${rounded(Math.abs(value))}`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, column) => (column < 2 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
