import type { AvroField, AvroSchema } from '@ecommerce-recommenders/personalize/avro-schema';
import { isDeepStrictEqual } from 'node:util';

/** The differences between two schemas. */
export interface SchemaChange {
  /** Names of new columns. */
  readonly added: readonly string[];
  /** Names of columns that are missing. */
  readonly removed: readonly string[];
  /** Descriptions of other changes, which Personalize rejects. */
  readonly refused: readonly string[];
}

/**
 * Compares two schemas. Personalize can replace a dataset's schema by one that only adds columns that allow null.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export function schemaChange(from: AvroSchema, to: AvroSchema): SchemaChange {
  const before = new Map(from.fields.map((field) => [field.name, field]));
  const after = new Set(to.fields.map(({ name }) => name));
  const added = to.fields.filter(({ name }) => !before.has(name));
  const changed = to.fields.flatMap((field) => {
    const old = before.get(field.name);
    return old === undefined || isDeepStrictEqual(old, field)
      ? []
      : [`${field.name} is ${attributes(old)} and would become ${attributes(field)}`];
  });
  const required = added.filter(({ type }) => ![type].flat().includes('null'));
  return {
    added: added.map(({ name }) => name),
    removed: [...before.keys()].filter((name) => !after.has(name)),
    refused: [...changed, ...required.map(({ name }) => `${name} is new and does not allow null`)],
  };
}

/** `{"type":["null","string"],"categorical":true}` */
const attributes = ({ name: _, ...rest }: AvroField): string => JSON.stringify(rest);
