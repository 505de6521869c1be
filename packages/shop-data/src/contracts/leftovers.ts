import { DATASET_PREFIX } from '../data/datasets';

/**
 * Folders of add-ons in the data bucket. They stand with the core, because the bucket outlives an add-on: what one that is gone has
 * left there, expires.
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
 * Days after which files expire, by folder, whether or not fresh data is on: dropped files may hold personal data, and a run that was
 * stopped deletes nothing.
 */
export const EXPIRING: Readonly<Record<string, number>> = {
  [processing]: 30,
  [processed]: 30,
  [refused]: 30,
  [runs]: 365,
  [staging]: 7,
};

/** Folders whose files are in service until a run replaces them; without the add-on, what appears there expires. */
export const IN_SERVICE: readonly string[] = [lists, segments, batches];
