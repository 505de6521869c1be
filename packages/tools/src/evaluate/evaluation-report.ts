import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import type { ListName } from '@ecommerce-recommenders/models/evaluation/baselines';
import { CANDIDATES } from '@ecommerce-recommenders/models/evaluation/compare-rankings';
import { type Estimate, estimates } from '@ecommerce-recommenders/models/evaluation/estimates';
import type { ListLength } from '@ecommerce-recommenders/models/evaluation/questions';
import {
  LIST_METRIC_NAMES,
  LIST_METRICS,
  type ListMetricName,
} from '@ecommerce-recommenders/models/evaluation/list-metrics';
import {
  SIMILAR_ITEMS,
  titleOf,
  type AnsweredUseCase,
} from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { ComparedWith } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/readiness-texts';
import { EN } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/en';
import type { UseCaseEvaluation } from './evaluate';
import { tableText } from '../terminal';

/** Metrics of one kind of list at one length. */
interface ReportLine extends Readonly<Record<ListMetricName, Estimate>>, Partial<ComparedWith> {
  readonly list: ListName;
  readonly length: ListLength;
  /** Whether the lists equal the recommender's. */
  readonly isSame: boolean;
  /** Share of the catalogue. It has no interval, because it depends on the number of users. */
  readonly coverage: number;
}

/** The numbers of a use case or of the ranking, as `--json` writes them. */
export interface UseCaseReport {
  readonly useCase: AnsweredUseCase | 'ranking';
  readonly users: number;
  /** Lines by length, with the recommender first within each length; empty if nothing was asked. */
  readonly lines: readonly ReportLine[];
  /** Number of held-out orders that were skipped because other items of theirs are in the training data. */
  readonly partlyTrained: number;
  readonly holdoutBy: UseCaseEvaluation['holdoutBy'];
  /** NDCG@10 that exploration costs; absent if nothing was explored. */
  readonly explorationCost?: Estimate;
}

/** The list length at which the cost of exploration is reported. */
const COST_LENGTH: ListLength = 10;

/** Computes means and confidence intervals, bootstrapped with the same resamples for all lists. */
export function evaluationReport({
  useCase,
  users,
  lists,
  partlyTrained,
  holdoutBy,
}: UseCaseEvaluation): UseCaseReport {
  const rows = lists
    .flatMap(({ measured, ...list }) => measured.map((one) => ({ ...list, ...one })))
    .sort((a, b) => a.length - b.length);
  const means = estimates(rows.flatMap(({ values }) => LIST_METRIC_NAMES.map((name) => values[name])));
  const lines = rows.map(({ name, values: _, ...rest }, row) => {
    const metrics = LIST_METRIC_NAMES.map((metric, at) => [
      metric,
      means[row * LIST_METRIC_NAMES.length + at],
    ]);
    return {
      list: name,
      ...rest,
      ...(Object.fromEntries(metrics) as Record<ListMetricName, Estimate>),
    };
  });
  const explorationCost = costOfExploration(lists);
  return { useCase, users, lines, partlyTrained, holdoutBy, ...(explorationCost && { explorationCost }) };
}

/** The paired difference of the lists without and with exploration. */
function costOfExploration(lists: UseCaseEvaluation['lists']): Estimate | undefined {
  const ndcgOf = (name: ListName): readonly number[] | undefined =>
    lists
      .find((list) => list.name === name && (name === 'recommender' || !list.isSame))
      ?.measured.find(({ length }) => length === COST_LENGTH)?.values.ndcg;
  const [explored, unexplored] = [ndcgOf('recommender'), ndcgOf('unexplored')];
  if (!explored || !unexplored) return undefined;
  return estimates([unexplored.map((value, at) => value - explored[at])])[0];
}

const RANKING_TITLE = `Ranking of the ${CANDIDATES} most popular items`;

const HELD_OUT: Readonly<Record<UseCaseEvaluation['holdoutBy'], string>> = {
  user: 'Asked for the newest rows of each user (holdoutBy user): models know what others did later.',
  time: 'Asked for what is newer than all of training (holdoutBy time).',
};

/** Explains how to read the tables. */
const legend = (hasUnexplored: boolean, reports: readonly UseCaseReport[]): string =>
  [
    ...new Set(reports.map(({ holdoutBy }) => HELD_OUT[holdoutBy])),
    '@: length of list. ±: half of the 95 % confidence interval. =: identical to the recommender’s lists.',
    ...(hasUnexplored
      ? [
          'unexplored: the recommender’s lists without items that training lacks, as with an explorationWeight of 0.',
        ]
      : []),
    'popularity: mean training interactions of the recommended items, 1 for the average item of the catalogue.',
  ].join('\n');

/** The reports, with one table per use case. @param width of the terminal */
export function evaluationTable(reports: readonly UseCaseReport[], width?: number): string {
  const hasUnexplored = reports.some(({ lines }) => lines.some(({ list }) => list === 'unexplored'));
  return [...reports.map((report) => useCaseTable(report, width)), legend(hasUnexplored, reports)].join(
    '\n\n',
  );
}

function useCaseTable(
  { useCase, users, lines, partlyTrained, explorationCost }: UseCaseReport,
  width: number | undefined,
): string {
  const title = useCase === 'ranking' ? RANKING_TITLE : titleOf(useCase);
  const partly =
    partlyTrained > 0
      ? `\n${countInWords(partlyTrained, 'held-out order is', 'held-out orders are')} partly in training and not asked for; deployed with -c holdoutBy=time, whole orders are held out`
      : '';
  if (users === 0)
    return `${title}: no held-out interactions answer its question, so nothing was asked${partly}`;
  const metrics = [...LIST_METRIC_NAMES.map((name) => LIST_METRICS[name].title), 'coverage'];
  const table = tableText(
    [{ title: '@', isRight: true }, { title: 'list' }, ...metrics.map((title) => ({ title, isRight: true }))],
    lines.map((line) => [isFirst(line) ? String(line.length) : '', nameOf(useCase, line), ...cells(line)]),
    width,
    2,
  );
  const plain = lines.find(({ list }) => list === 'plain');
  const strongest = plain?.comparator
    ? `\nplain: ${EN.comparator({ comparator: plain.comparator, comparatorDays: plain.comparatorDays })}, the strongest list without a model`
    : '';
  const cost = explorationCost ? `\n${costInWords(explorationCost, lines)}` : '';
  return `${title}: ${users} ${users === 1 ? 'user' : 'users'}\n${table}${strongest}${partly}${cost}`;
}

function costInWords(cost: Estimate, lines: readonly ReportLine[]): string {
  const without = lines.find(({ list, length }) => list === 'unexplored' && length === COST_LENGTH)!;
  const share = without.ndcg.mean === 0 ? 0 : cost.mean / without.ndcg.mean;
  return (
    `exploration costs ${estimateText(cost)} of ${without.ndcg.mean.toFixed(3)} NDCG@${COST_LENGTH} (${Math.round(100 * share)}%): it shows new items, ` +
    'which held-out interactions cannot reward; explorationWeight (setting useCases) says how many'
  );
}

/** Rankings come from a campaign, and similar items from the catalogue, so neither is called a recommender. */
const nameOf = (useCase: UseCaseReport['useCase'], { list }: ReportLine): string =>
  list === 'recommender' && (useCase === 'ranking' || useCase === SIMILAR_ITEMS) ? useCase : list;

const isFirst = ({ list }: ReportLine): boolean => list === 'recommender';

const cells = (line: ReportLine): string[] =>
  line.isSame && !isFirst(line)
    ? [...LIST_METRIC_NAMES, 'coverage'].map(() => '=')
    : [...LIST_METRIC_NAMES.map((name) => estimateText(line[name])), line.coverage.toFixed(3)];

const estimateText = ({ mean, low, high }: Estimate): string =>
  `${mean.toFixed(3)} ±${((high - low) / 2).toFixed(3)}`;
