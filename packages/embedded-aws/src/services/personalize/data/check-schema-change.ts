import { isDeepStrictEqual } from 'node:util';
import { invalidInput } from '../errors';
import type { ParsedSchema } from './parsed-schema';

/**
 * A new schema must keep all existing columns unchanged; new columns must be nullable.
 *
 * @throws AwsError `InvalidInputException`
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export function checkSchemaChange(former: ParsedSchema, next: ParsedSchema): void {
  if (next.datasetType !== former.datasetType)
    throw invalidInput(`The new schema is for ${next.datasetType}, the dataset is ${former.datasetType}.`);
  for (const column of former.columns) {
    const same = next.columns.find(({ name }) => name === column.name);
    if (!same) throw invalidInput(`The new schema lacks the field ${column.name}, which the dataset has.`);
    if (!isDeepStrictEqual(same, column))
      throw invalidInput(`The new schema changes the field ${column.name}; type and attributes must stay.`);
  }
  const known = new Set(former.columns.map(({ name }) => name));
  for (const { name, nullable } of next.columns)
    if (!known.has(name) && !nullable)
      throw invalidInput(`The new field ${name} must allow null: make its type a list with "null".`);
}
