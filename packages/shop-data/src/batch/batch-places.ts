/** Folder of the data bucket that results are in, by the setting that asks for them. */
export type BatchFolder = 'segments' | 'batches';

/** What a job is asked about, a line each: items, queries of items' columns, or users. Names its files. */
export const ASKED_BY = ['items', 'queries', 'users'] as const;

/** One of {@link ASKED_BY}. */
export type AskedBy = (typeof ASKED_BY)[number];

/** Folder of all runs. */
export const folderPrefix = (folder: BatchFolder): string => `${folder}/`;

/** Which run's results are in service: the one object that is replaced when there are new ones. */
export const batchManifestKey = (folder: BatchFolder): string => `${folderPrefix(folder)}manifest.json`;

/** Lock of the runs. */
export const batchClaimKey = (folder: BatchFolder): string => `claims/${folder}.json`;

/** Folder of one run. */
export const batchRunPrefix = (folder: BatchFolder, run: string): string => `${folderPrefix(folder)}${run}/`;

/** A run's own manifest: copied over {@link batchManifestKey}, it puts that run back into service. */
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

/** The service names its output for the input; whatever else it may write is no result. */
export const isOutput = (key: string): boolean => key.endsWith('.out');

/** Name of a part of the results as CSV in the job's folder. */
export const csvFile = (part: number): string => `${part}.csv`;
