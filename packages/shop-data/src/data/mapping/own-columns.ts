import type { AvroField } from '@ecommerce-recommenders/personalize/avro-schema';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { OwnColumns, OwnColumnType } from './mapping';

/**
 * Maximum number of columns besides the required ones.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/limits.html
 */
export const MAX_OWN_COLUMNS = { INTERACTIONS: 5, ITEMS: 100, USERS: 25 } as const satisfies Record<
  DatasetType,
  number
>;

/** Matches the name of a custom column in the schema. */
export const OWN_NAME = /^[A-Z][A-Z0-9_]{0,62}$/;

/** Schema of each type. Values may be empty, so each type is a union with `null`. */
export const FIELD_OF_TYPE = {
  categorical: { type: ['null', 'string'], categorical: true },
  textual: { type: ['null', 'string'], textual: true },
  int: { type: ['null', 'int'] },
  float: { type: ['null', 'float'] },
  timestamp: { type: ['null', 'long'] },
  string: { type: ['null', 'string'] },
} as const satisfies Record<OwnColumnType, Omit<AvroField, 'name'>>;

/** Schema fields of custom columns, in order. */
export const ownFields = (columns: OwnColumns = {}): AvroField[] =>
  Object.entries(columns).map(([name, { type }]) => ({ name, ...FIELD_OF_TYPE[type] }));
