import { BATCH_FOLDERS, folderPrefix } from './batch/batch-places';
import { EXPIRES_AFTER_DAYS } from './fresh-data/places';
import { LISTS_PREFIX } from './lists/list-places';

/** Days after which files of add-ons expire in the data bucket, by prefix. */
export const EXPIRING: Readonly<Record<string, number>> = { ...EXPIRES_AFTER_DAYS };

/** Prefixes whose files are in service until a run replaces them; without the add-on, what appears there expires. */
export const IN_SERVICE: readonly string[] = [LISTS_PREFIX, ...BATCH_FOLDERS.map(folderPrefix)];
