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

/** A file that was dropped. */
export interface IncomingFile {
  /** Below `incoming/`. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** Files that one run takes. */
export interface Batch {
  readonly kind: BatchKind;
  readonly paths: readonly string[];
}

/** Each is moved, and named in the report. */
const MAX_FILES = 200;

/**
 * What to take next, in order of arrival: an archive by itself, for it replaces what came before, or all parts up to
 * the next archive. Undefined where nothing is there.
 */
export function nextBatch(files: readonly IncomingFile[]): Batch | undefined {
  const inOrder = files
    .flatMap(({ path, modifiedMs }) => {
      const kind = incomingKind(path)?.kind;
      return kind === undefined ? [] : [{ path, modifiedMs, kind }];
    })
    .sort((a, b) => a.modifiedMs - b.modifiedMs || (a.path < b.path ? -1 : 1));
  if (inOrder.length === 0) return undefined;
  const [{ kind }] = inOrder;
  const others = inOrder.findIndex((file) => file.kind !== kind);
  const alike = others < 0 ? inOrder : inOrder.slice(0, others);
  return { kind, paths: alike.slice(0, kind === 'archive' ? 1 : MAX_FILES).map(({ path }) => path) };
}

/** Quiet after which a burst is over. */
const QUIET_MS = 30_000;

/** A drip that never pauses is cut off here. */
const PATIENCE_MS = 15 * 60_000;

/** Whether files that came together are all there, as far as anybody can know. */
export function hasSettled(files: readonly IncomingFile[], nowMs: number): boolean {
  const times = files.map(({ modifiedMs }) => modifiedMs);
  return nowMs - Math.max(...times) >= QUIET_MS || nowMs - Math.min(...times) >= PATIENCE_MS;
}
