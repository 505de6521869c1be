import type { AvroField, AvroSchema } from '@ecommerce-recommenders/personalize/avro-schema';

/** A schema of the service's own namespace. */
export const record = (name: AvroSchema['name'], fields: readonly AvroField[]): AvroSchema => ({
  type: 'record',
  name,
  namespace: 'com.amazonaws.personalize.schema',
  fields,
  version: '1.0',
});

// The guide requires the order of the columns in the file.

/** Who did what with which item, and when (Unix seconds). */
export const INTERACTIONS_SCHEMA = record('Interactions', [
  { name: 'ITEM_ID', type: 'string' },
  { name: 'USER_ID', type: 'string' },
  { name: 'EVENT_TYPE', type: 'string' },
  { name: 'TIMESTAMP', type: 'long' },
]);

/** What is sold. NAME is not used in training, only in filters and metadata. */
export const ITEMS_SCHEMA = record('Items', [
  { name: 'ITEM_ID', type: 'string' },
  { name: 'NAME', type: ['null', 'string'] },
  { name: 'CATEGORY_L1', type: ['string'], categorical: true },
  { name: 'STYLE', type: ['null', 'string'], categorical: true },
  { name: 'PRODUCT_DESCRIPTION', type: ['null', 'string'], textual: true },
  { name: 'PRICE', type: 'float' },
]);

/** Who buys. USER_NAME is not used in training. */
export const USERS_SCHEMA = record('Users', [
  { name: 'USER_ID', type: 'string' },
  { name: 'USER_NAME', type: ['null', 'string'] },
  { name: 'AGE', type: ['null', 'int'] },
  { name: 'GENDER', type: ['null', 'string'], categorical: true },
]);
