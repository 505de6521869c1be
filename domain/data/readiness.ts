import { USE_CASE_NAMES, USE_CASES, type EventType, type UseCaseName } from '../use-cases';

/** What decides whether the training data is enough. */
export interface TrainingCounts {
  readonly rows: number;
  /** Rows of each event type. */
  readonly eventTypes: Readonly<Record<string, number>>;
  /** Users who have two rows or more. */
  readonly usersWithTwo: number;
}

const MIN_ROWS = 1000;
const MIN_USERS_WITH_TWO = 25;

/**
 * Warnings, in sentences, for training data on which imports or trainings of Amazon Personalize will fail.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/limits.html
 */
export function readinessWarnings({ rows, eventTypes, usersWithTwo }: TrainingCounts): string[] {
  const warnings: string[] = [];
  if (rows < MIN_ROWS) {
    warnings.push(
      `Training has ${rows} interactions; an import needs ${MIN_ROWS}, so no use case will work.`,
    );
  }
  if (usersWithTwo < MIN_USERS_WITH_TWO) {
    warnings.push(
      `${usersWithTwo} users have two or more interactions in training; every use case needs ${MIN_USERS_WITH_TWO} of them.`,
    );
  }
  const types: readonly EventType[] = ['View', 'Purchase'];
  for (const type of types) {
    const found = eventTypes[type] ?? 0;
    if (found < MIN_ROWS) {
      warnings.push(
        `Training has ${found} ${type} interactions; ${learningFrom(type).join(' and ')} will fail to train on fewer than ${MIN_ROWS}.`,
      );
    }
  }
  return warnings;
}

function learningFrom(type: EventType): UseCaseName[] {
  return USE_CASE_NAMES.filter((name) => {
    const useCase = USE_CASES[name];
    return 'learnsFrom' in useCase && useCase.learnsFrom === type;
  });
}
