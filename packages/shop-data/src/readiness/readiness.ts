import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { DATA_RULES } from './data-rules';
import { FLOORS } from './floors';
import { shortfalls, STAGES, type Shortfall } from './rule';
import type { ShopFacts } from './shop-facts';
import { strengths } from './strengths';

/** Whether the data is enough for a use case. */
export interface Readiness {
  readonly useCase: UseCaseName;
  readonly verdict: 'ready' | Shortfall['verdict'];
  /** The numbers behind the verdict, at least one, and what the recommender will do. */
  readonly reasons: readonly Omit<Shortfall, 'verdict'>[];
}

/**
 * The verdict on each use case, in display order. Only the stage that fails first is reported, because the rest often
 * follows from it.
 */
export function readinessOf(facts: ShopFacts): Readiness[] {
  return USE_CASE_NAMES.map((useCase) => {
    for (const stage of STAGES) {
      const reasons = [
        ...shortfalls(FLOORS, stage, facts, useCase),
        ...shortfalls(DATA_RULES, stage, facts, useCase),
      ];
      if (reasons.length > 0) return { useCase, verdict: reasons[0].verdict, reasons };
    }
    return { useCase, verdict: 'ready', reasons: [strengths(facts, useCase)] };
  });
}

/** Use cases with the same verdict and reasons. */
export interface ReadinessGroup extends Omit<Readiness, 'useCase'> {
  readonly useCases: readonly UseCaseName[];
}

/** Groups use cases by verdict and reasons, in order of their first. */
export function groupReadiness(readiness: readonly Readiness[]): ReadinessGroup[] {
  const groups = new Map<string, ReadinessGroup>();
  for (const { useCase, verdict, reasons } of readiness) {
    const key = JSON.stringify([verdict, reasons]);
    const useCases = [...(groups.get(key)?.useCases ?? []), useCase];
    groups.set(key, { useCases, verdict, reasons });
  }
  return [...groups.values()];
}
