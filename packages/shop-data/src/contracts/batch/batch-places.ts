import { ADD_ON_FOLDERS } from '../leftovers';

/** Folder of the results in the data bucket, named like the setting. */
export type BatchFolder = 'segments' | 'batches';

/** What each line of a job's input is: an item, a query of items' columns, or a user. Also names the job's folder. */
export const ASKED_BY = ['items', 'queries', 'users'] as const;

/** One of {@link ASKED_BY}. */
export type AskedBy = (typeof ASKED_BY)[number];

/** Folder of all runs. */
export const folderPrefix = (folder: BatchFolder): string => ADD_ON_FOLDERS[folder];

/** Manifest of the results in service: the only object that is replaced when there are new ones. */
export const batchManifestKey = (folder: BatchFolder): string => `${folderPrefix(folder)}manifest.json`;

/** Lock of the runs. */
export const batchClaimKey = (folder: BatchFolder): string => `claims/${folder}.json`;

/** Folder of one run. */
export const batchRunPrefix = (folder: BatchFolder, run: string): string => `${folderPrefix(folder)}${run}/`;

/** A run's own manifest. Copying it to {@link batchManifestKey} puts that run back into service. */
export const batchRunManifestKey = (folder: BatchFolder, run: string): string =>
  `${batchRunPrefix(folder, run)}manifest.json`;

/** Folder of one job of a run. */
export const jobPrefix = (folder: BatchFolder, run: string, by: AskedBy): string =>
  `${batchRunPrefix(folder, run)}${by}/`;

/** Name of a job's input in its folder, JSON Lines. */
export const INPUT_FILE = 'input.json';

/** Folder that the service writes its JSON Lines to. */
export const outputPrefix = (folder: BatchFolder, run: string, by: AskedBy): string =>
  `${jobPrefix(folder, run, by)}output/`;

/** Whether an object is a result. The service appends `.out` to the name of the input, and may write other objects. */
export const isOutput = (key: string): boolean => key.endsWith('.out');

/** Name of a part of the results as CSV in the job's folder. */
export const csvFile = (part: number): string => `${part}.csv`;
