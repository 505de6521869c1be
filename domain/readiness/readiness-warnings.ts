import { USE_CASE_NAMES, type UseCaseName } from '../use-cases';
import { FLOORS } from './floors';
import { shortfalls, STAGES } from './rule';
import type { TrainingCounts } from './shop-facts';

/** Sentences about what imports or trainings of Amazon Personalize will fail on, one for each cause. */
export function readinessWarnings(counts: TrainingCounts): string[] {
  const concerned = new Map<string, UseCaseName[]>();
  for (const stage of STAGES)
    for (const useCase of USE_CASE_NAMES)
      for (const { found, threshold } of shortfalls(FLOORS, stage, counts, useCase)) {
        const cause = `${found}; ${threshold}`;
        concerned.set(cause, [...(concerned.get(cause) ?? []), useCase]);
      }
  return [...concerned].map(([cause, useCases]) =>
    useCases.length === USE_CASE_NAMES.length
      ? `${cause}, so no use case will work.`
      : `${cause}: ${useCases.join(' and ')} will fail.`,
  );
}
