import type { AnsweredUseCase } from './similar-items';

/** Maximum number of entries in a list; recommenders may return fewer. */
export const LIST_LENGTH = 100;

/** Version of this format. Readers reject other versions. */
export const MANIFEST_FORMAT = 1;

/** Content of `lists/manifest.json`, which names the lists in service. docs/lists.md documents it. */
export interface ListsManifest {
  readonly format: typeof MANIFEST_FORMAT;
  /** Name of the run that made them. It starts with the run's time. */
  readonly run: string;
  /** Time in ISO 8601. */
  readonly madeAt: string;
  /** Maximum number of entries in a list. */
  readonly listLength: number;
  readonly lists: readonly Lists[];
}

/** All lists of one use case, with one filter or without. */
export interface Lists {
  readonly useCase: AnsweredUseCase;
  /** Name of the filter; absent if the lists have none. */
  readonly filter?: string;
  /** Folder of the shards, `<prefix><shard>.json`. */
  readonly prefix: string;
  /** Number of shards: a power of two; 1 for a use case that needs no item. */
  readonly shards: number;
  /** Number of lists. */
  readonly items: number;
  /** Number of lists without an entry. */
  readonly empty: number;
  /** Share of the catalogue that has a list with an entry, from 0 to 1. */
  readonly coverage: number;
  /** Share of the entries that were not in the previous lists of the same items; absent if there were none. */
  readonly changed?: number;
}

/** A shard: lists by item, each with its best entry first. The key is `''` if the use case needs no item. */
export type Shard = Readonly<Record<string, readonly string[]>>;

/** Lists of a use case in a manifest. */
export const listsOf = (
  { lists }: Pick<ListsManifest, 'lists'>,
  useCase: AnsweredUseCase,
  filter?: string,
): Lists | undefined => lists.find((one) => one.useCase === useCase && one.filter === filter);

/** @throws Error if the manifest has another format */
export function parseManifest(json: string): ListsManifest {
  const manifest = JSON.parse(json) as { readonly format: unknown };
  if (manifest.format === MANIFEST_FORMAT) return manifest as ListsManifest;
  throw new Error(
    `The lists' manifest has the format ${JSON.stringify(manifest.format)}, known is ${MANIFEST_FORMAT}. Update the reader.`,
  );
}
