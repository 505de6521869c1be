import type { MeasuredUseCase } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import type { ReportTexts } from './texts/en';

/** A measured share that is drawn as a bar. */
interface MeasuredBar {
  readonly label: string;
  readonly kind: 'list' | 'other';
  /** From 0 to 1. */
  readonly share: number;
  /** `31 of 100 (28 to 34)` */
  readonly text: string;
}

/** The bars of a use case's list, and of the list with which it is compared. */
export function measuredBars(
  measured: MeasuredUseCase,
  { thisList, interval, verdicts }: Pick<ReportTexts, 'thisList' | 'interval' | 'verdicts'>,
): MeasuredBar[] {
  const { hitRate: own, comparatorHitRate: other } = measured;
  return [
    { label: thisList, kind: 'list', share: own.mean, text: interval(own) },
    { label: verdicts.comparator(measured), kind: 'other', share: other.mean, text: interval(other) },
  ];
}
