import { ADD_ON_FOLDERS } from '../leftovers';

/** Folder of the results in the data bucket. It has the name of the setting. */
export type BatchFolder = 'segments' | 'batches';

/** Kinds of a job's input lines: items, queries over item columns, or users. They also name the job's folder. */
export const ASKED_BY = ['items', 'queries', 'users'] as const;

/** One of {@link ASKED_BY}. */
export type AskedBy = (typeof ASKED_BY)[number];

/** Folder of all runs. */
export const folderPrefix = (folder: BatchFolder): string => ADD_ON_FOLDERS[folder];

/** Key of the manifest of the results in service. New results replace only this object. */
export const batchManifestKey = (folder: BatchFolder): string => `${folderPrefix(folder)}manifest.json`;

/** Key of the lock of the runs. */
export const batchLockKey = (folder: BatchFolder): string => `claims/${folder}.json`;

/** Folder of one run. */
export const batchRunPrefix = (folder: BatchFolder, run: string): string => `${folderPrefix(folder)}${run}/`;

/** Key of a run's own manifest. Copying it to {@link batchManifestKey} puts that run back into service. */
export const batchRunManifestKey = (folder: BatchFolder, run: string): string =>
  `${batchRunPrefix(folder, run)}manifest.json`;

/** Folder of one job of a run. */
export const jobPrefix = (folder: BatchFolder, run: string, by: AskedBy): string =>
  `${batchRunPrefix(folder, run)}${by}/`;

/** Name of a job's input in its folder. It is in JSON Lines. */
export const INPUT_FILE = 'input.json';

/** Folder into which Personalize writes its JSON Lines. */
export const outputPrefix = (folder: BatchFolder, run: string, by: AskedBy): string =>
  `${jobPrefix(folder, run, by)}output/`;

/** Whether an object is a result. Personalize appends `.out` to the name of the input, and may write other objects, too. */
export const isOutput = (key: string): boolean => key.endsWith('.out');

/** Name of a CSV part in the job's folder. */
export const csvFile = (part: number): string => `${part}.csv`;
