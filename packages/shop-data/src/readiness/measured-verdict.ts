import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { MeasuredUseCase, Measurement } from './measurement';
import { type Shortfall } from './rule';
import { WILL_DO } from './strengths';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';

/** What the list held, of 100 users. */
const HELD: Record<UseCaseName, readonly [asked: string, held: string]> = {
  'most-viewed': ['shoppers', 'something they viewed next'],
  'best-sellers': ['shoppers', 'something they bought next'],
  'frequently-bought-together': ['orders', 'something else of the order'],
  'customers-who-viewed-x-also-viewed': ['visits', 'something viewed after the item'],
  'recommended-for-you': ['shoppers', 'something they went for next'],
};

/** The lists that use cases are compared with. */
export const COMPARATORS: Record<MeasuredUseCase['comparator'], string> = {
  random: 'ten random items',
  Purchase: 'best sellers',
  View: 'the most viewed items',
  any: 'the most popular items',
};

const REMEDIES: Record<UseCaseName, string> = {
  'most-viewed': 'Deliver a longer period.',
  'best-sellers': 'Deliver a longer period.',
  'frequently-bought-together':
    'Leave the use case out (setting useCases) and show the best sellers, or deliver a longer period of whole orders.',
  'customers-who-viewed-x-also-viewed':
    'Leave the use case out (setting useCases) and show the most viewed items, or deliver a longer period.',
  'recommended-for-you':
    'Leave the use case out (setting useCases) and show a list for all, or deliver a longer period with one id for each user.',
};

/** From this share of newcomers on the verdict says what it assumes of them. */
const MANY_NEWCOMERS = 0.5;

/** Whether a use case's list is better than the one without a model, by more than chance explains. */
export const isBetter = ({ difference }: MeasuredUseCase): boolean => difference.low > 0;

/** The measured numbers of a use case in words, and what follows from them. */
export function measuredReason(
  useCase: UseCaseName,
  measured: MeasuredUseCase,
  { until }: Pick<Measurement, 'until'>,
): Omit<Shortfall, 'verdict'> {
  const { hitRate, comparator, comparatorHitRate, difference, questions, newcomers } = measured;
  const [asked, held] = HELD[useCase];
  const other = COMPARATORS[comparator];
  const ofNewcomers =
    useCase === 'recommended-for-you' && newcomers >= MANY_NEWCOMERS * questions
      ? ` ${ofHundred(newcomers / questions)} of 100 were new and known by what they had just done: without events (setting eventTracker) they get popular items.`
      : '';
  return {
    found: `For ${ofHundred(hitRate.mean)} of 100 ${asked} the list of ten held ${held}; ${other} manage ${ofHundred(comparatorHitRate.mean)}`,
    threshold:
      `measured with the embedded AWS in place of the service, for ${countInWords(questions, 'user', 'users')} after ` +
      `${dateOf(until)}: better by ${points(difference.low)} to ${points(difference.high)} of 100`,
    willDo: `${isBetter(measured) ? WILL_DO[useCase] : noBetter(measured, other)}${ofNewcomers}`,
    remedy: isBetter(measured) ? 'Nothing to do.' : REMEDIES[useCase],
  };
}

const noBetter = ({ difference }: MeasuredUseCase, other: string): string =>
  difference.high < 0
    ? `It answers, but ${other} serve shoppers better.`
    : `It answers, but on this data no better than ${other}, as far as can be told.`;

/** `31`, `3.7`, `0.2`. */
export const ofHundred = (share: number): string => {
  const value = 100 * share;
  return value === 0 || value >= 9.95 ? String(Math.round(value)) : value.toFixed(1);
};

/** A difference in points of 100: `+12.3`, `-0.4`. */
export const points = (difference: number): string => {
  const value = (100 * difference).toFixed(1);
  return Number(value) > 0 ? `+${value}` : value.replace(/^-0\.0$/, '0.0');
};

/** A day in UTC. */
export const dateOf = (seconds: number): string => new Date(1000 * seconds).toISOString().slice(0, 10);
