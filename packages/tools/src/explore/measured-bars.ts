import { ofHundred } from '@ecommerce-recommenders/shop-data/insight/readiness/measured-numbers';
import type {
  Interval,
  MeasuredUseCase,
} from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import { EN } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/en';

/** Caveat of measured verdicts. */
export const STAND_IN =
  'Measured verdicts are those of the embedded AWS’s models, which stand in for the service’s own: an estimate, not a promise.';

/** A measured share, to be drawn. */
export interface MeasuredBar {
  readonly label: string;
  readonly kind: 'list' | 'other';
  /** From 0 to 1. */
  readonly share: number;
  /** `31 of 100 (28 to 34)` */
  readonly text: string;
}

/** The bars of a use case's list and of the one that it is compared with. */
export function measuredBars(measured: MeasuredUseCase): MeasuredBar[] {
  const bar = (label: string, kind: MeasuredBar['kind'], { mean, low, high }: Interval): MeasuredBar => ({
    label,
    kind,
    share: mean,
    text: `${ofHundred(mean)} of 100 (${ofHundred(low)} to ${ofHundred(high)})`,
  });
  return [
    bar('this list', 'list', measured.hitRate),
    bar(EN.comparator(measured), 'other', measured.comparatorHitRate),
  ];
}
