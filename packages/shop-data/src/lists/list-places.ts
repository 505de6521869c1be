import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** Folder of the data bucket that holds the lists. */
export const LISTS_PREFIX = 'lists/';

/** What is in service: the one object that is replaced when new lists are. */
export const MANIFEST_KEY = `${LISTS_PREFIX}manifest.json`;

/** Lock of the runs that make lists. */
export const LISTS_CLAIM_KEY = 'claims/lists.json';

/** Folder of one run. */
export const runPrefix = (run: string): string => `${LISTS_PREFIX}${run}/`;

/** Stands for no filter; no filter's name begins with it. */
const UNFILTERED = '_';

/** Folder of one use case's lists, `lists/<run>/<use case>/<filter or _>/`. */
export const listPrefix = (run: string, useCase: UseCaseName, filter?: string): string =>
  `${runPrefix(run)}${useCase}/${filter ?? UNFILTERED}/`;

/** A run's own manifest: copied over {@link MANIFEST_KEY}, it puts that run back into service. */
export const runManifestKey = (run: string): string => `${runPrefix(run)}manifest.json`;

/** Files that the steps of a run hand on to each other. */
export const itemsPrefix = (run: string): string => `${runPrefix(run)}items/`;

/** Items of some shards, `[["item", …], …]`. */
export const itemsKey = (run: string, part: number): string => `${itemsPrefix(run)}${part}.json`;
