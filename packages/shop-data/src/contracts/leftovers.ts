import { DATASET_PREFIX } from '../data/datasets';

/**
 * Folders of add-ons in the data bucket. The core knows them, because the bucket outlives an add-on: files that a
 * removed add-on has left behind expire.
 */
export const ADD_ON_FOLDERS = {
  batches: 'batches/',
  lists: 'lists/',
  segments: 'segments/',
  processing: 'processing/',
  processed: 'processed/',
  refused: 'refused/',
  runs: 'runs/',
  staging: `${DATASET_PREFIX}fresh/`,
} as const;

const { batches, lists, segments, processing, processed, refused, runs, staging } = ADD_ON_FOLDERS;

/**
 * Number of days after which files expire, by folder, whether or not fresh data is on. Dropped files may hold
 * personal data, and a stopped run deletes nothing.
 */
export const EXPIRING: Readonly<Record<string, number>> = {
  [processing]: 30,
  [processed]: 30,
  [refused]: 30,
  [runs]: 365,
  [staging]: 7,
};

/** Folders whose files are in service until a run replaces them. Without the add-on, files that appear there expire. */
export const IN_SERVICE: readonly string[] = [lists, segments, batches];
