import type { AvroField, AvroSchema } from '@ecommerce-recommenders/personalize/avro-schema';

/** A schema in Personalize's own namespace. */
export const record = (name: AvroSchema['name'], fields: readonly AvroField[]): AvroSchema => ({
  type: 'record',
  name,
  namespace: 'com.amazonaws.personalize.schema',
  fields,
  version: '1.0',
});

// AWS's guide requires the file's columns to be in this order.

/** Interactions: who did what with which item, and when (Unix seconds). */
export const INTERACTIONS_SCHEMA = record('Interactions', [
  { name: 'ITEM_ID', type: 'string' },
  { name: 'USER_ID', type: 'string' },
  { name: 'EVENT_TYPE', type: 'string' },
  { name: 'TIMESTAMP', type: 'long' },
]);

/** Items for sale. Only filters and metadata use NAME; training does not. */
export const ITEMS_SCHEMA = record('Items', [
  { name: 'ITEM_ID', type: 'string' },
  { name: 'NAME', type: ['null', 'string'] },
  { name: 'CATEGORY_L1', type: ['string'], categorical: true },
  { name: 'STYLE', type: ['null', 'string'], categorical: true },
  { name: 'PRODUCT_DESCRIPTION', type: ['null', 'string'], textual: true },
  { name: 'PRICE', type: 'float' },
]);

/** Customers. Training does not use USER_NAME. */
export const USERS_SCHEMA = record('Users', [
  { name: 'USER_ID', type: 'string' },
  { name: 'USER_NAME', type: ['null', 'string'] },
  { name: 'AGE', type: ['null', 'int'] },
  { name: 'GENDER', type: ['null', 'string'], categorical: true },
]);
