import { DATASETS, VALIDATION_FILE, WARM_FILE } from '../datasets';

/** The five files that the preparation writes. */
export const PREPARED_FILES = [
  DATASETS.INTERACTIONS.file,
  DATASETS.ITEMS.file,
  DATASETS.USERS.file,
  VALIDATION_FILE,
  WARM_FILE,
] as const;

/** The name of one of them, without a folder. */
export type PreparedFileName = (typeof PREPARED_FILES)[number];
