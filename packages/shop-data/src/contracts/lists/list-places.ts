import { ADD_ON_FOLDERS } from '../leftovers';
import type { AnsweredUseCase } from './similar-items';

/** Folder of the lists in the data bucket. */
export const LISTS_PREFIX = ADD_ON_FOLDERS.lists;

/** Key of the manifest of the lists in service. New lists replace only this object. */
export const MANIFEST_KEY = `${LISTS_PREFIX}manifest.json`;

/** Key of the lock of the runs that make lists. */
export const LISTS_LOCK_KEY = 'claims/lists.json';

/** Folder of one run. */
export const runPrefix = (run: string): string => `${LISTS_PREFIX}${run}/`;

/** Folder name of lists without a filter. Names of filters cannot begin with it. */
const UNFILTERED = '_';

/** Folder of one use case's lists, `lists/<run>/<use case>/<filter or _>/`. */
export const listPrefix = (run: string, useCase: AnsweredUseCase, filter?: string): string =>
  `${runPrefix(run)}${useCase}/${filter ?? UNFILTERED}/`;

/** Key of a run's own manifest. Copying it to {@link MANIFEST_KEY} puts that run back into service. */
export const runManifestKey = (run: string): string => `${runPrefix(run)}manifest.json`;

/** Folder of the files that one step of a run passes to another. */
export const itemsPrefix = (run: string): string => `${runPrefix(run)}items/`;

/** Key of a file with the items of some shards: `[["item", …], …]`. */
export const itemsKey = (run: string, part: number): string => `${itemsPrefix(run)}${part}.json`;
