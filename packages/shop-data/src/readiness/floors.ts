import { MIN_ROWS } from '@ecommerce-recommenders/personalize/import-rules';
import {
  USE_CASE_NAMES,
  USE_CASES,
  type UseCase,
  type UseCaseName,
} from '@ecommerce-recommenders/personalize/use-cases';
import { useCasesOf } from '../use-cases-of';
import { shortfalls, STAGES, type Rule } from './rule';
import type { TrainingCounts } from './shop-facts';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';

/** Minimum number of training rows of a recommender. */
export const MIN_TRAINING_ROWS = 1000;
const MIN_USERS_WITH_TWO = 25;
const MIN_SHARE_OF_USERS = 0.01;

const MORE_DATA = 'Deliver a longer period, or hold out less (setting holdout).';
/** The event type that a use case learns from, where it learns from one. */
export const learnsFrom = (useCase: UseCaseName): string | undefined =>
  (USE_CASES[useCase] as UseCase).learnsFrom;

/** Training rows that a use case learns from. */
export const rowsFor = ({ events }: TrainingCounts, useCase: UseCaseName): number =>
  events[learnsFrom(useCase) ?? '']?.rows ?? 0;

/**
 * Minimums that Amazon Personalize enforces.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/limits.html
 * @see https://docs.aws.amazon.com/personalize/latest/dg/ECOMMERCE-use-cases.html
 */
export const FLOORS: readonly Rule<TrainingCounts>[] = [
  {
    stage: 'import',
    measure: ({ rows }) => rows,
    least: MIN_ROWS.INTERACTIONS,
    found: ({ rows }) => `Training has ${countInWords(rows, 'interaction', 'interactions')}`,
    threshold: 'an import needs 1,000',
    remedy: MORE_DATA,
  },
  {
    stage: 'training',
    measure: ({ usersWithTwo }) => usersWithTwo,
    least: MIN_USERS_WITH_TWO,
    found: ({ usersWithTwo }) =>
      `${countInWords(usersWithTwo, 'user has', 'users have')} two or more interactions in training`,
    threshold: 'every use case needs 25 such users',
    remedy: `${MORE_DATA} Give one user one id over all visits, if sessions are what is called a user.`,
  },
  {
    stage: 'training',
    // Fewer than 25 such users are reported by the rule above.
    measure: ({ usersWithTwo, users }) => (usersWithTwo < MIN_USERS_WITH_TWO ? 1 : usersWithTwo / users),
    least: MIN_SHARE_OF_USERS,
    found: ({ usersWithTwo, users }) =>
      `${usersWithTwo.toLocaleString('en-US')} of ${countInWords(users, 'user has', 'users have')} two or more interactions in training`,
    threshold: 'every use case needs 1% of the users',
    remedy: 'Give one user one id over all visits, if sessions are what is called a user.',
  },
  {
    stage: 'training',
    useCases: USE_CASE_NAMES.filter((useCase) => learnsFrom(useCase) !== undefined),
    measure: rowsFor,
    least: MIN_TRAINING_ROWS,
    found: (counts, useCase) =>
      `Training has ${countInWords(rowsFor(counts, useCase), `${learnsFrom(useCase)} interaction`)}`,
    threshold: 'training on them needs 1,000',
    remedy: (counts, useCase) =>
      rowsFor(counts, useCase) === 0
        ? `${trainTheOthers(counts)} If the shop has ${learnsFrom(useCase)} events by another name, map them (settings eventTypes and data).`
        : `Deliver a longer period, map more of the archive’s event types to ${learnsFrom(useCase)} (setting ` +
          `eventTypes), or leave the use case out. ${trainTheOthers(counts)}`,
  },
];

/** How to start what a shop can have: use cases that learn from an event type with enough rows, or from any. */
function trainTheOthers({ events }: TrainingCounts): string {
  const enough = Object.keys(events).filter((type) => events[type].rows >= MIN_TRAINING_ROWS);
  const names = useCasesOf(enough).join(',');
  return `It can have -c useCases=${names} (npm start -- --use-cases ${names}).`;
}

/** Sentences about imports or trainings that will fail, one for each cause. */
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
