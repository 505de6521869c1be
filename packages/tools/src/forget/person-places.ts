import type { CsvEscape } from '@ecommerce-recommenders/csv/csv-buffer';
import { spreadsheetText } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-lines';
import {
  folderPrefix,
  INPUT_FILE,
  isOutput,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import {
  DATASET_PREFIX,
  DATASETS,
  VALIDATION_FILE,
  WARM_FILE,
} from '@ecommerce-recommenders/shop-data/data/datasets';
import {
  preparedKeys,
  type PreparedObject,
} from '@ecommerce-recommenders/shop-data/data/preparation/prepared-keys';
import { incomingKind } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/next-batch';
import {
  ADDED_PREFIX,
  INCOMING_PREFIX,
  PROCESSED_PREFIX,
  PROCESSING_PREFIX,
  REFUSED_PREFIX,
  REPORT_FILE,
  STAGING_PREFIX,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';

/** Folder of the lists of users for data deletion jobs. It is below the folder that Personalize may read. */
export const FORGET_PREFIX = `${DATASET_PREFIX}forget/`;

/** Folders with the input and output of batch jobs about users. */
const BATCH_PREFIXES = [folderPrefix('segments'), folderPrefix('batches')] as const;

/** Folders of the data bucket that can contain rows of a person. Lists contain only items, and experiments only totals. */
export const SEARCHED = [
  DATASET_PREFIX,
  INCOMING_PREFIX,
  PROCESSING_PREFIX,
  PROCESSED_PREFIX,
  REFUSED_PREFIX,
  ...BATCH_PREFIXES,
] as const;

/** Prepared files with a column of users. */
const PREPARED = [DATASETS.INTERACTIONS.file, DATASETS.USERS.file, VALIDATION_FILE, WARM_FILE] as const;

/** How a CSV file identifies the user. */
export interface PersonColumn {
  readonly column: string;
  readonly escape: CsvEscape;
  /**
   * Converts an id to the form that the file uses.
   *
   * @default - unchanged
   */
  readonly written?: (userId: string) => string;
}

/** The user column of prepared files. */
export const PREPARED_COLUMN: PersonColumn = { column: 'USER_ID', escape: '\\' };

/** The user column of the results of batch jobs. */
const RESULT_COLUMN: PersonColumn = { column: 'USER_ID', escape: '"', written: spreadsheetText };

/** The user columns of dropped parts. Items belong to nobody. */
const DROPPED_COLUMNS = {
  INTERACTIONS: { column: 'USER_ID', escape: '"' },
  USERS: { column: DATASETS.USERS.columns[0].from, escape: '"' },
  ITEMS: undefined,
} as const satisfies Record<string, PersonColumn | undefined>;

/** The objects of the data bucket, sorted by how to search them. */
export interface PersonPlaces {
  /** Objects of each current prepared file in order: those of the latest full write, then those that fresh data has added. */
  readonly prepared: readonly { readonly written: readonly string[]; readonly added: readonly string[] }[];
  /** Added objects that a later write has superseded. They can be deleted as a whole. */
  readonly leftOver: readonly string[];
  /** Files of an earlier preparation. They are not rewritten, because a rewritten one would count as the latest. */
  readonly superseded: readonly string[];
  /** Separate CSV files, and how to read them. */
  readonly single: ReadonlyMap<string, PersonColumn>;
  /** JSON Lines files: input and output of batch jobs. */
  readonly lines: readonly string[];
  /** Archives and the shop's own files, whose formats this command cannot rewrite. */
  readonly unread: readonly string[];
}

/**
 * Sorts the objects of a data bucket.
 *
 * @param objects - below {@link SEARCHED}
 * @param isHashed - whether prepared files contain hashes, and dropped files the original ids
 */
export function personPlaces(objects: readonly PreparedObject[], isHashed: boolean): PersonPlaces {
  const keys = objects.map(({ key }) => key);
  const below = (prefix: string): string[] => keys.filter((key) => key.startsWith(prefix));
  const dataset = objects.filter(({ key }) => key.startsWith(DATASET_PREFIX));
  const prepared = PREPARED.map((file) => {
    const inService = preparedKeys(dataset, file);
    const isAdded = (key: string): boolean => key.startsWith(ADDED_PREFIX);
    return { written: inService.filter((key) => !isAdded(key)), added: inService.filter(isAdded) };
  });
  const known = new Set(prepared.flatMap(({ written, added }) => [...written, ...added]));
  const staged = below(STAGING_PREFIX).filter(isCsv);
  const apart = [ADDED_PREFIX, STAGING_PREFIX, FORGET_PREFIX];
  const superseded = below(DATASET_PREFIX).filter(
    (key) =>
      !known.has(key) &&
      !apart.some((prefix) => key.startsWith(prefix)) &&
      PREPARED.some((file) => key.endsWith(`/${file}`) || key.includes(`/${file}/`)),
  );
  const batch = BATCH_PREFIXES.flatMap(below);
  const dropped = new Map<string, PersonColumn | 'unread'>();
  for (const key of keys) {
    const found = droppedColumn(key);
    const how = isHashed ? found && 'unread' : found;
    if (how !== undefined) dropped.set(key, how);
  }
  return {
    prepared,
    leftOver: below(ADDED_PREFIX).filter((key) => !known.has(key)),
    superseded,
    single: new Map<string, PersonColumn>([
      ...staged.map((key) => [key, PREPARED_COLUMN] as const),
      ...batch.filter(isCsv).map((key) => [key, RESULT_COLUMN] as const),
      ...[...dropped].flatMap(([key, how]) => (how === 'unread' ? [] : [[key, how] as const])),
    ]),
    lines: batch.filter((key) => isOutput(key) || key.endsWith(`/${INPUT_FILE}`)),
    unread: [...dropped].flatMap(([key, how]) => (how === 'unread' ? [key] : [])),
  };
}

const isCsv = (key: string): boolean => key.endsWith('.csv');

function droppedColumn(key: string): PersonColumn | 'unread' | undefined {
  const prefix = SEARCHED.find((one) => key.startsWith(one));
  if (prefix === undefined || [DATASET_PREFIX, ...BATCH_PREFIXES].includes(prefix)) return undefined;
  const below = key.slice(prefix.length);
  // Every folder except incoming/ has a subfolder for each run.
  const path = prefix === INCOMING_PREFIX ? below : below.slice(below.indexOf('/') + 1);
  const kind = incomingKind(path);
  if (kind === undefined || path === REPORT_FILE) return undefined;
  return kind.kind === 'parts' ? DROPPED_COLUMNS[kind.datasetType] : 'unread';
}
