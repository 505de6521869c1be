import { MIN_ROWS } from '@ecommerce-recommenders/personalize/import-rules';
import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { learnsFrom, MIN_TRAINING_ROWS, rowsFor } from './figures';
import { shortfalls, STAGES, type Rule } from './rule';
import type { TrainingCounts } from './shop-facts';
import { EN_FLOORS, type FloorName } from './texts/en-floors';

const MIN_USERS_WITH_TWO = 25;
const MIN_SHARE_OF_USERS = 0.01;

/**
 * Minimums that Amazon Personalize enforces.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/limits.html
 * @see https://docs.aws.amazon.com/personalize/latest/dg/ECOMMERCE-use-cases.html
 */
export const FLOORS: readonly Rule<TrainingCounts, FloorName>[] = [
  { name: 'importRows', stage: 'import', measure: ({ rows }) => rows, least: MIN_ROWS.INTERACTIONS },
  {
    name: 'usersWithTwo',
    stage: 'training',
    measure: ({ usersWithTwo }) => usersWithTwo,
    least: MIN_USERS_WITH_TWO,
  },
  {
    name: 'shareWithTwo',
    stage: 'training',
    // The rule above already reports fewer than 25 such users.
    measure: ({ usersWithTwo, users }) => (usersWithTwo < MIN_USERS_WITH_TWO ? 1 : usersWithTwo / users),
    least: MIN_SHARE_OF_USERS,
  },
  {
    name: 'rowsOfType',
    stage: 'training',
    useCases: USE_CASE_NAMES.filter((useCase) => learnsFrom(useCase) !== undefined),
    measure: rowsFor,
    least: MIN_TRAINING_ROWS,
  },
];

/** Sentences about imports or trainings that will fail, one for each cause. */
export function readinessWarnings(counts: TrainingCounts): string[] {
  const concerned = new Map<string, UseCaseName[]>();
  for (const stage of STAGES)
    for (const useCase of USE_CASE_NAMES)
      for (const { found, threshold } of shortfalls(FLOORS, EN_FLOORS, stage, counts, useCase)) {
        const cause = `${found}; ${threshold}`;
        concerned.set(cause, [...(concerned.get(cause) ?? []), useCase]);
      }
  return [...concerned].map(([cause, useCases]) =>
    useCases.length === USE_CASE_NAMES.length
      ? `${cause}, so no use case will work.`
      : `${cause}: ${useCases.join(' and ')} will fail.`,
  );
}
