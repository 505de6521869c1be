import { USE_CASE_NAMES, type UseCaseName } from '../use-cases';
import { DATA_RULES } from './data-rules';
import { FLOORS } from './floors';
import { shortfalls, STAGES, type Shortfall } from './rule';
import type { ShopFacts } from './shop-facts';
import { strengths } from './strengths';

/** Whether the data is enough for a use case. */
export interface Readiness {
  readonly useCase: UseCaseName;
  readonly verdict: 'ready' | Shortfall['verdict'];
  /** The numbers behind it, one at least, and what the recommender will do. */
  readonly reasons: readonly Omit<Shortfall, 'verdict'>[];
}

/**
 * The verdict on each use case, in the order in which they are shown. Of what the data lacks, what the
 * deployment meets first is said: the rest often follows from it.
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

/** Use cases about which the same is to be said. */
export interface ReadinessGroup extends Omit<Readiness, 'useCase'> {
  readonly useCases: readonly UseCaseName[];
}

/** Puts use cases with the same verdict for the same reasons together, in the order of the first of each. */
export function groupReadiness(readiness: readonly Readiness[]): ReadinessGroup[] {
  const groups = new Map<string, ReadinessGroup>();
  for (const { useCase, verdict, reasons } of readiness) {
    const key = JSON.stringify([verdict, reasons]);
    const useCases = [...(groups.get(key)?.useCases ?? []), useCase];
    groups.set(key, { useCases, verdict, reasons });
  }
  return [...groups.values()];
}
