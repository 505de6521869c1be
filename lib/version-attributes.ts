import type { PreparedDataAttributes } from '../domain/contracts/prepared-data';
import type { DatasetType } from '../domain/datasets';

/** Which attribute of the prepared data tells the versions of a dataset's file apart. */
export const VERSION_ATTRIBUTES: Record<DatasetType, keyof PreparedDataAttributes> = {
  INTERACTIONS: 'InteractionsVersion',
  ITEMS: 'ItemsVersion',
  USERS: 'UsersVersion',
};
