import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { MeasuredUseCase, Measurement } from './measurement';
import type { Shortfall } from './rule';
import type { ReadinessTexts } from './texts/readiness-texts';

/** Share of newcomers above which the verdict states what it assumes about them. */
const MANY_NEWCOMERS = 0.5;

/**
 * Whether a use case's list serves shoppers: a model's must be significantly better than the best list without one. The most
 * viewed items and the best sellers are such lists themselves: no other may be significantly better, and they must be better than chance.
 */
export const isBetter = (useCase: UseCaseName, { difference, comparator }: MeasuredUseCase): boolean =>
  hasModel(useCase) || comparator === 'random' ? difference.low > 0 : difference.high >= 0;

/** Whether a use case's list is more than the items with the most events. */
export const hasModel = (useCase: UseCaseName): boolean =>
  useCase !== 'most-viewed' && useCase !== 'best-sellers';

/** Describes the measured numbers of a use case, and what follows from them. */
export function measuredReason(
  useCase: UseCaseName,
  measured: MeasuredUseCase,
  { until }: Pick<Measurement, 'until'>,
  { measured: words, strengths, nothingToDo }: ReadinessTexts,
): Omit<Shortfall, 'verdict'> {
  const { difference, questions, newcomers } = measured;
  const isReady = isBetter(useCase, measured);
  const otherwise = difference.high < 0 ? words.worse : words.noBetter;
  const willDo = isReady ? strengths[useCase].willDo : otherwise(measured);
  const hasManyNewcomers = useCase === 'recommended-for-you' && newcomers >= MANY_NEWCOMERS * questions;
  return {
    found: words.found(useCase, measured),
    threshold: words.threshold(measured, until),
    willDo: hasManyNewcomers ? `${willDo} ${words.newcomers(newcomers / questions)}` : willDo,
    remedy: isReady ? nothingToDo : words.remedies[useCase](measured),
  };
}
