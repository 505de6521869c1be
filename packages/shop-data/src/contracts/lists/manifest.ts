import type { AnsweredUseCase } from './similar-items';

/** Maximum number of entries in a list; recommenders may return fewer. */
export const LIST_LENGTH = 100;

/** Version of this format. Readers reject other versions. */
export const MANIFEST_FORMAT = 1;

/** The content of `lists/manifest.json`: which lists are in service. Documented in docs/lists.md. */
export interface ListsManifest {
  readonly format: typeof MANIFEST_FORMAT;
  /** Name of the run that made them; starts with its time. */
  readonly run: string;
  /** ISO 8601. */
  readonly madeAt: string;
  /** Maximum number of entries in a list. */
  readonly listLength: number;
  readonly lists: readonly Lists[];
}

/** All lists of one use case, with one filter or without. */
export interface Lists {
  readonly useCase: AnsweredUseCase;
  /** Absent for the lists without a filter. */
  readonly filter?: string;
  /** Folder of the shards, `<prefix><shard>.json`. */
  readonly prefix: string;
  /** A power of two; 1 for a use case that needs no item. */
  readonly shards: number;
  /** Number of lists. */
  readonly items: number;
  /** How many of them have no entry. */
  readonly empty: number;
  /** Share of the catalogue that has a list with an entry, 0 to 1. */
  readonly coverage: number;
  /** Share of the entries that were not in the previous lists of the same items; absent if there were none. */
  readonly changed?: number;
}

/** A shard: entries, best first, by item; the key is `''` if the use case needs no item. */
export type Shard = Readonly<Record<string, readonly string[]>>;

/** Lists of a use case in a manifest. */
export const listsOf = (
  { lists }: Pick<ListsManifest, 'lists'>,
  useCase: AnsweredUseCase,
  filter?: string,
): Lists | undefined => lists.find((one) => one.useCase === useCase && one.filter === filter);

/** @throws Error for a manifest of another format */
export function parseManifest(json: string): ListsManifest {
  const manifest = JSON.parse(json) as { readonly format: unknown };
  if (manifest.format === MANIFEST_FORMAT) return manifest as ListsManifest;
  throw new Error(
    `The lists' manifest has the format ${JSON.stringify(manifest.format)}, known is ${MANIFEST_FORMAT}. Update the reader.`,
  );
}
