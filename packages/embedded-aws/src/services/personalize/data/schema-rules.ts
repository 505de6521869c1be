import type { AvroType } from '@ecommerce-recommenders/personalize/avro-schema';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { Domain } from '../recipes';

/** Requirements of a reserved column. */
export interface ReservedColumn {
  readonly types: readonly AvroType[];
  /** Must be categorical; the others must not. */
  readonly categorical?: true;
  /** Must be textual; the others must not. */
  readonly textual?: true;
  /** May be absent or nullable. */
  readonly optional?: true;
}

/** Required and allowed contents of a dataset type's schema. */
export interface SchemaRules {
  /** Name of the Avro record. */
  readonly record: string;
  readonly reserved: Readonly<Record<string, ReservedColumn>>;
  /** Maximum number of non-reserved columns. */
  readonly maxOwnColumns: number;
  /** Whether a column besides the id is required. */
  readonly needsMetadata: boolean;
}

const ID = { types: ['string'] } as const;
const CATEGORY = { types: ['string'], categorical: true } as const;
const OPTIONAL_CATEGORY = { ...CATEGORY, optional: true } as const;
const OPTIONAL_STRING = { types: ['string'], optional: true } as const;
// The guide's table says long, its page on ECOMMERCE items says float.
const CREATION_TIMESTAMP = { types: ['long', 'float'], optional: true } as const;

const INTERACTIONS = {
  USER_ID: ID,
  ITEM_ID: ID,
  TIMESTAMP: { types: ['long'] },
  EVENT_VALUE: { types: ['float'], optional: true },
  IMPRESSION: OPTIONAL_STRING,
  RECOMMENDATION_ID: OPTIONAL_STRING,
  EVENT_ATTRIBUTION_SOURCE: OPTIONAL_STRING,
} as const;

const interactions = (eventType: ReservedColumn): SchemaRules => ({
  record: 'Interactions',
  reserved: { ...INTERACTIONS, EVENT_TYPE: eventType },
  maxOwnColumns: 5,
  needsMetadata: false,
});

const items = (reserved: Readonly<Record<string, ReservedColumn>>): SchemaRules => ({
  record: 'Items',
  reserved: { ITEM_ID: ID, ...reserved },
  maxOwnColumns: 100,
  needsMetadata: true,
});

const USERS: SchemaRules = {
  record: 'Users',
  reserved: { USER_ID: ID },
  maxOwnColumns: 25,
  needsMetadata: true,
};

/**
 * The rules by domain; CUSTOM is for schemas without one.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/ECOMMERCE-datasets-and-schemas.html
 */
export const SCHEMA_RULES: Record<Domain | 'CUSTOM', Record<DatasetType, SchemaRules>> = {
  ECOMMERCE: {
    INTERACTIONS: interactions(ID),
    ITEMS: items({
      PRICE: { types: ['float'] },
      CATEGORY_L1: CATEGORY,
      CATEGORY_L2: OPTIONAL_CATEGORY,
      CATEGORY_L3: OPTIONAL_CATEGORY,
      AGE_GROUP: OPTIONAL_CATEGORY,
      ADULT: OPTIONAL_CATEGORY,
      GENDER: OPTIONAL_CATEGORY,
      PRODUCT_DESCRIPTION: { types: ['string'], textual: true, optional: true },
      CREATION_TIMESTAMP,
    }),
    USERS,
  },
  VIDEO_ON_DEMAND: {
    INTERACTIONS: interactions(ID),
    ITEMS: items({ GENRES: CATEGORY, CREATION_TIMESTAMP: { types: ['long'] } }),
    USERS,
  },
  CUSTOM: {
    INTERACTIONS: interactions(OPTIONAL_STRING),
    ITEMS: items({ CREATION_TIMESTAMP }),
    USERS,
  },
};
