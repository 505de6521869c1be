import { DATASETS } from '../datasets';

const indexOf = (name: (typeof DATASETS.INTERACTIONS.columns)[number]['name']): number =>
  DATASETS.INTERACTIONS.columns.findIndex((column) => column.name === name);

/** Where the columns that mean something to the preparation are among those for import. */
export const INTERACTION_COLUMNS = {
  item: indexOf('ITEM_ID'),
  user: indexOf('USER_ID'),
  event: indexOf('EVENT_TYPE'),
  timestamp: indexOf('TIMESTAMP'),
  /** How many columns there are for import. */
  count: DATASETS.INTERACTIONS.columns.length,
} as const;
