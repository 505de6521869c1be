import type { BaselineName } from '../domain/evaluation/baselines';
import { estimates, type Estimate } from '../domain/evaluation/estimates';
import type { ListLength } from '../domain/evaluation/questions';
import { LIST_METRIC_NAMES, type ListMetricName } from '../domain/evaluation/list-metrics';
import type { UseCaseName } from '../domain/use-cases';
import type { UseCaseEvaluation } from './evaluate';

/** One answerer's lists at one length, in numbers. */
export interface ReportLine extends Readonly<Record<ListMetricName, Estimate>> {
  readonly list: 'recommender' | BaselineName;
  readonly length: ListLength;
  /** Whether these are the recommender's very lists. */
  readonly isSame: boolean;
  /** Share of the catalogue. It has no interval: with fewer users it is smaller. */
  readonly coverage: number;
}

/** A use case's numbers, as `--json` writes them. */
export interface UseCaseReport {
  readonly useCase: UseCaseName;
  readonly users: number;
  /** By length, the recommender first in each; empty if nothing was asked. */
  readonly lines: readonly ReportLine[];
}

/** Makes means and confidence intervals of what was measured, by the same draws of users for all lists. */
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
