import { partsFolder } from '../data-source';
import { DATASET_TYPES, type DatasetType } from '../datasets';
import { INCOMING_PREFIX } from './places';

/** What is taken together: one whole archive, any number of parts, or what is neither. */
export type BatchKind = 'archive' | 'parts' | 'unknown';

/** What a dropped file is, by its name. */
export type IncomingKind =
  | { readonly kind: 'archive' | 'unknown' }
  /** Rows of one dataset, in the columns of the archive's table. */
  | { readonly kind: 'parts'; readonly datasetType: DatasetType };

/** What is taken, for messages. */
export const INCOMING_FILES =
  `${INCOMING_PREFIX}NAME.tar, .tar.gz or .tgz for a whole archive, or parts as ` +
  DATASET_TYPES.map((type) => `${INCOMING_PREFIX}${partsFolder(type)}NAME.csv`).join(', ');

/**
 * What to make of a dropped file; undefined for the empty object that stands for a folder.
 *
 * @param path below `incoming/`
 */
export function incomingKind(path: string): IncomingKind | undefined {
  if (path === '' || path.endsWith('/')) return undefined;
  const datasetType = DATASET_TYPES.find((type) => path.startsWith(partsFolder(type)));
  if (datasetType !== undefined && path.endsWith('.csv')) return { kind: 'parts', datasetType };
  return { kind: /^[^/]+\.(tar|tar\.gz|tgz)$/.test(path) ? 'archive' : 'unknown' };
}
