import Table from 'cli-table3';
import type { BaselineName } from '@ecommerce-recommenders/models/evaluation/baselines';
import { type Estimate, estimates } from '@ecommerce-recommenders/models/evaluation/estimates';
import type { ListLength } from '@ecommerce-recommenders/models/evaluation/questions';
import {
  LIST_METRIC_NAMES,
  LIST_METRICS,
  type ListMetricName,
} from '@ecommerce-recommenders/models/evaluation/list-metrics';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { UseCaseEvaluation } from './evaluate';
import { tableStyle } from './terminal';

/** Metrics of one list source at one length. */
interface ReportLine extends Readonly<Record<ListMetricName, Estimate>> {
  readonly list: 'recommender' | BaselineName;
  readonly length: ListLength;
  /** Whether the lists equal the recommender's. */
  readonly isSame: boolean;
  /** Share of the catalogue. No interval: it depends on the number of users. */
  readonly coverage: number;
}

/** A use case's numbers, as `--json` writes them. */
export interface UseCaseReport {
  readonly useCase: UseCaseName;
  readonly users: number;
  /** Ordered by length, the recommender first within each; empty if nothing was asked. */
  readonly lines: readonly ReportLine[];
}

/** Computes means and confidence intervals, bootstrapped with the same resamples for all lists. */
export function evaluationReport({ useCase, users, lists }: UseCaseEvaluation): UseCaseReport {
  const rows = lists
    .flatMap(({ name, isSame, measured }) => measured.map((one) => ({ name, isSame, ...one })))
    .sort((a, b) => a.length - b.length);
  const means = estimates(rows.flatMap(({ values }) => LIST_METRIC_NAMES.map((name) => values[name])));
  const lines = rows.map(({ name, isSame, length, coverage }, row) => {
    const metrics = LIST_METRIC_NAMES.map((metric, at) => [
      metric,
      means[row * LIST_METRIC_NAMES.length + at],
    ]);
    return {
      list: name,
      length,
      isSame,
      coverage,
      ...(Object.fromEntries(metrics) as Record<ListMetricName, Estimate>),
    };
  });
  return { useCase, users, lines };
}

/** How to read the tables. */
const LEGEND = [
  '@: length of list. ±: half of the 95 % confidence interval. =: the very lists of the recommender.',
  'popularity: mean training interactions of the recommended items, 1 for the average item of the catalogue.',
].join('\n');

/** Reports for a terminal, one table per use case. */
export function evaluationTable(reports: readonly UseCaseReport[]): string {
  return [...reports.map(useCaseTable), LEGEND].join('\n\n');
}

function useCaseTable({ useCase, users, lines }: UseCaseReport): string {
  const { title } = USE_CASES[useCase];
  if (users === 0) return `${title}: no held-out interactions answer its question, so nothing was asked`;
  const metrics = LIST_METRIC_NAMES.map((name) => LIST_METRICS[name].title);
  const plain = tableStyle(false);
  const table = new Table({
    head: ['@', 'list', ...metrics, 'coverage'],
    colAligns: ['right', 'left', ...metrics.map(() => 'right' as const), 'right'],
    style: { ...plain.style, compact: true, 'padding-left': 0, 'padding-right': 2 },
    chars: plain.chars,
  });
  for (const line of lines) table.push([isFirst(line) ? line.length : '', line.list, ...cells(line)]);
  return `${title}: ${users} ${users === 1 ? 'user' : 'users'}\n${table.toString().replace(/ +$/gm, '')}`;
}

const isFirst = ({ list }: ReportLine): boolean => list === 'recommender';

const cells = (line: ReportLine): string[] =>
  line.isSame && !isFirst(line)
    ? [...LIST_METRIC_NAMES, 'coverage'].map(() => '=')
    : [...LIST_METRIC_NAMES.map((name) => estimateText(line[name])), line.coverage.toFixed(3)];

const estimateText = ({ mean, low, high }: Estimate): string =>
  `${mean.toFixed(3)} ±${((high - low) / 2).toFixed(3)}`;
