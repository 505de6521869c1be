import type { UseCaseName } from '../use-cases';
import type { Readiness } from './readiness';

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
