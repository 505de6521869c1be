import { PATIENCE_HOURS } from '../functions/run-patience';
import { partsFolder } from '../../data/data-source';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { INCOMING_PREFIX } from './places';

/** Kind of a batch: one archive, any number of parts, or files of unknown kind. */
export type BatchKind = 'archive' | 'parts' | 'unknown';

/** Kind of a dropped file, by its name. */
export type IncomingKind =
  | { readonly kind: 'archive' | 'unknown' }
  /** Rows of one dataset, in the columns of the archive's table. */
  | { readonly kind: 'parts'; readonly datasetType: DatasetType };

/** Returns the kind of batch to which a file belongs; `undefined` for a folder marker. @param path - below `incoming/` */
export type BatchKindOf = (path: string) => BatchKind | undefined;

/** Description of the accepted files, for messages. */
export const INCOMING_FILES =
  `${INCOMING_PREFIX}NAME.tar, .tar.gz or .tgz for a whole archive, or parts as ` +
  DATASET_TYPES.map((type) => `${INCOMING_PREFIX}${partsFolder(type)}NAME.csv`).join(', ');

/**
 * Kind of a dropped file; `undefined` for a folder marker.
 *
 * @param path below `incoming/`
 */
export function incomingKind(path: string): IncomingKind | undefined {
  if (path === '' || path.endsWith('/')) return undefined;
  const datasetType = DATASET_TYPES.find((type) => path.startsWith(partsFolder(type)));
  if (datasetType !== undefined && path.endsWith('.csv')) return { kind: 'parts', datasetType };
  return { kind: /^[^/]+\.(tar|tar\.gz|tgz)$/.test(path) ? 'archive' : 'unknown' };
}

/** Files in the columns of the workshop's archive. */
export const canonicalKind: BatchKindOf = (path) => incomingKind(path)?.kind;

/** A shop's own files: an archive replaces all of them; any other file adds rows to the tables that the mapping reads from it. */
export const mappedKind: BatchKindOf = (path) => {
  if (path === '' || path.endsWith('/')) return undefined;
  return /^[^/]+\.(tar|tar\.gz|tgz|zip)$/i.test(path) ? 'archive' : 'parts';
};

/** A file that was dropped. */
export interface IncomingFile {
  /** Path below `incoming/`. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** Files of one run. */
export interface Batch {
  readonly kind: BatchKind;
  readonly paths: readonly string[];
}

/** Maximum number of files of a run, because each is moved and listed in the report. */
const MAX_FILES = 200;

/**
 * The next batch in order of arrival: an archive alone, because it replaces earlier data, or all parts before the
 * next archive. `undefined` if there are no files.
 */
export function nextBatch(files: readonly IncomingFile[], kindOf: BatchKindOf): Batch | undefined {
  const inOrder = files
    .flatMap(({ path, modifiedMs }) => {
      const kind = kindOf(path);
      return kind === undefined ? [] : [{ path, modifiedMs, kind }];
    })
    .sort((a, b) => a.modifiedMs - b.modifiedMs || (a.path < b.path ? -1 : 1));
  if (inOrder.length === 0) return undefined;
  const [{ kind }] = inOrder;
  const others = inOrder.findIndex((file) => file.kind !== kind);
  const alike = others < 0 ? inOrder : inOrder.slice(0, others);
  return { kind, paths: alike.slice(0, kind === 'archive' ? 1 : MAX_FILES).map(({ path }) => path) };
}

/** Debounce time. A burst of files is over after this time without a new file. */
const QUIET_MS = 30_000;

/** Maximum debounce time, for files that never stop arriving. */
const PATIENCE_MS = PATIENCE_HOURS.arrival * 3_600_000;

/** Whether a burst of files is probably complete. */
export function hasSettled(files: readonly IncomingFile[], nowMs: number): boolean {
  const times = files.map(({ modifiedMs }) => modifiedMs);
  return nowMs - Math.max(...times) >= QUIET_MS || nowMs - Math.min(...times) >= PATIENCE_MS;
}
