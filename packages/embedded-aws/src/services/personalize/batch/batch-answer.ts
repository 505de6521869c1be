import { AwsError } from '../../../aws-error';
import { invalidInput } from '../errors';
import type { FilterValues } from '../filters/bind-filter';
import type { BatchQuery } from './batch-files';

/** Answer to a line. */
export interface BatchAnswer {
  readonly input: BatchQuery;
  readonly output: object;
  readonly error: string | null;
}

/** Answers the lines of a file in their order. */
export type BatchAnswers = (queries: AsyncIterable<BatchQuery>) => AsyncIterable<BatchAnswer>;

/** The error answer to an invalid line, worded as observed on AWS. */
export function userError(input: BatchQuery, nothing: object, error: unknown): BatchAnswer {
  if (!(error instanceof AwsError)) throw error;
  return { input, output: nothing, error: `User error: ${error.message}` };
}

/**
 * The required member of a query.
 *
 * @param others - further members that a query may have
 * @throws AwsError `InvalidInputException`
 */
export function required(query: BatchQuery, member: string, others: readonly string[] = []): string {
  const { [member]: value, ...rest } = query;
  if (typeof value !== 'string' || value === '')
    throw invalidInput(`Required fields for the provided recipe are ${member}`);
  const unknown = Object.keys(rest).filter((name) => !others.includes(name));
  if (unknown.length > 0)
    throw invalidInput(
      `The query has ${unknown.join(', ')}. It may have ${[member, ...others].join(' and ')}.`,
    );
  return value;
}

/** Values for the placeholders of the job's filter. @throws AwsError `InvalidInputException` */
export function filterValuesOf({ filterValues }: BatchQuery): FilterValues | undefined {
  if (filterValues === undefined) return undefined;
  if (typeof filterValues !== 'object' || filterValues === null || Array.isArray(filterValues))
    throw invalidInput('filterValues must be an object.');
  const wrong = Object.entries(filterValues).find(([, value]) => typeof value !== 'string');
  if (wrong) throw invalidInput(`filterValues.${wrong[0]} must be a string.`);
  return filterValues as FilterValues;
}
