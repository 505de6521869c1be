import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { measureNext } from '@ecommerce-recommenders/models/evaluation/measure-next';
import type { MeasuredUseCase } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import { isBetter } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { interactionsOf } from './answers';
import type { QualityRow } from './quality-data';

/** What `explore` measures of a use case, and the verdict. */
export interface MeasuredVerdict extends Pick<
  MeasuredUseCase,
  'questions' | 'newcomers' | 'hitRate' | 'comparator' | 'comparatorDays' | 'comparatorHitRate' | 'difference'
> {
  readonly useCase: UseCaseName;
  readonly isReady: boolean;
}

/** The verdicts of `explore` on a data set, without those of rules. */
export async function measureVerdicts(rows: readonly QualityRow[]): Promise<MeasuredVerdict[]> {
  const { useCases } = await measureNext(interactionsOf(rows));
  return Object.entries(useCases).map(([name, measured]) => {
    const useCase = name as UseCaseName;
    return { useCase, ...measured, isReady: isBetter(useCase, measured) };
  });
}
