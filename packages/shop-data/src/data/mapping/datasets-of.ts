import type { AvroField } from '@ecommerce-recommenders/personalize/avro-schema';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { DATASETS, type Datasets, type DatasetSource } from '../datasets';
import { record } from '../schemas';
import type {
  InteractionsMapping,
  ItemsMapping,
  OwnColumns,
  ShopMapping,
  ShownMapping,
  TableFiles,
  UsersMapping,
} from './mapping';
import { ownFields } from './own-columns';

/** The datasets of a shop. Without a mapping they are the workshop's; Items and Users are missing if the mapping lacks them. */
export function datasetsOf(mapping?: ShopMapping | null): Datasets {
  if (!mapping) return DATASETS;
  const { interactions, items, users } = mapping;
  return {
    INTERACTIONS: source('INTERACTIONS', interactions, interactionFields(interactions)),
    ...(items && { ITEMS: source('ITEMS', items, itemFields(items)) }),
    ...(users && { USERS: source('USERS', users, userFields(users)) }),
  };
}

/**
 * The tables that are prepared: the datasets, and for a shop without an Items dataset a table with what its
 * interactions say about the items. Answers show that table, but it is not imported.
 */
export function tablesOf(mapping?: ShopMapping | null): Datasets {
  const datasets = datasetsOf(mapping);
  if (!isShownAlone(mapping)) return datasets;
  const { interactions } = mapping;
  return { ...datasets, ITEMS: source('ITEMS', interactions, shownFields(interactions.shown)) };
}

/** Whether the item table is only shown, not imported. It then need not list everything that the shop sells. */
export const isShownAlone = (
  mapping: ShopMapping | null | undefined,
): mapping is ShopMapping & { readonly interactions: { readonly shown: ShownMapping } } =>
  mapping?.items === undefined && mapping?.interactions.shown !== undefined;

/** The files of one table; `undefined` if the shop does not have the table. */
export const tableFiles = (
  mapping: ShopMapping,
  type: DatasetType,
): (TableFiles & { readonly columns?: OwnColumns }) | undefined => {
  const { interactions, items, users } = mapping;
  // Custom columns are those of the interactions, so they are left out here.
  const shown = isShownAlone(mapping) ? { ...interactions, columns: undefined } : undefined;
  return { INTERACTIONS: interactions, ITEMS: items ?? shown, USERS: users }[type];
};

/** Name in messages of a table of the shop's own files. */
export const tableName = (type: DatasetType, { files }: TableFiles): string =>
  `${[files].flat().join(', ')} (${type.toLowerCase()})`;

/** Maps the event types of canonical rows to Personalize's. A constant is one of Personalize's already. */
export const eventTypesOf = <Type extends string>(
  mapping: ShopMapping | null | undefined,
  eventTypes: Readonly<Record<string, Type>>,
): Readonly<Record<string, Type>> => {
  const event = mapping?.interactions.event;
  return typeof event === 'object' ? { [event.constant]: event.constant as Type } : eventTypes;
};

function source(type: DatasetType, files: TableFiles, fields: readonly AvroField[]): DatasetSource {
  const { file, schema } = DATASETS[type];
  return {
    member: tableName(type, files),
    file,
    columns: fields.map(({ name }) => ({ name, from: name })),
    schema: record(schema.name, fields),
  };
}

/** The time is the last column, because the preparation expects it there. */
const interactionFields = ({ order, columns }: InteractionsMapping): AvroField[] => [
  { name: 'ITEM_ID', type: 'string' },
  { name: 'USER_ID', type: 'string' },
  { name: 'EVENT_TYPE', type: 'string' },
  ...(order === undefined ? [] : [{ name: 'ORDER_ID', type: ['null', 'string'] } as const]),
  ...ownFields(columns),
  { name: 'TIMESTAMP', type: 'long' },
];

const itemFields = ({ name, description, columns }: ItemsMapping): AvroField[] => [
  { name: 'ITEM_ID', type: 'string' },
  ...(name === undefined ? [] : [{ name: 'NAME', type: ['null', 'string'] } as const]),
  { name: 'CATEGORY_L1', type: ['string'], categorical: true },
  ...(description === undefined
    ? []
    : [{ name: 'PRODUCT_DESCRIPTION', type: ['null', 'string'], textual: true } as const]),
  ...ownFields(columns),
  { name: 'PRICE', type: 'float' },
];

const shownFields = ({ name, category, price }: ShownMapping): AvroField[] => [
  { name: 'ITEM_ID', type: 'string' },
  ...(name === undefined ? [] : [{ name: 'NAME', type: ['null', 'string'] } as const]),
  ...(category === undefined
    ? []
    : [{ name: 'CATEGORY_L1', type: ['null', 'string'], categorical: true } as const]),
  ...(price === undefined ? [] : [{ name: 'PRICE', type: ['null', 'float'] } as const]),
];

const userFields = ({ columns }: UsersMapping): AvroField[] => [
  { name: 'USER_ID', type: 'string' },
  ...ownFields(columns),
];
