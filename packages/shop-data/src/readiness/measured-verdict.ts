import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { MeasuredUseCase, Measurement } from './measurement';
import type { Shortfall } from './rule';
import type { ReadinessTexts } from './texts/readiness-texts';

/** Share of newcomers above which the verdict states what it assumes about them. */
const MANY_NEWCOMERS = 0.5;

/** Whether a use case's list is significantly better than the one without a model. */
export const isBetter = ({ difference }: MeasuredUseCase): boolean => difference.low > 0;

/** Describes the measured numbers of a use case, and what follows from them. */
export function measuredReason(
  useCase: UseCaseName,
  measured: MeasuredUseCase,
  { until }: Pick<Measurement, 'until'>,
  { measured: words, strengths, nothingToDo }: ReadinessTexts,
): Omit<Shortfall, 'verdict'> {
  const { comparator, difference, questions, newcomers } = measured;
  const otherwise = difference.high < 0 ? words.worse : words.noBetter;
  const willDo = isBetter(measured) ? strengths[useCase].willDo : otherwise(comparator);
  const hasManyNewcomers = useCase === 'recommended-for-you' && newcomers >= MANY_NEWCOMERS * questions;
  return {
    found: words.found(useCase, measured),
    threshold: words.threshold(measured, until),
    willDo: hasManyNewcomers ? `${willDo} ${words.newcomers(newcomers / questions)}` : willDo,
    remedy: isBetter(measured) ? nothingToDo : words.remedies[useCase],
  };
}
