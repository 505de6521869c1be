import type { IdTable } from '@ecommerce-recommenders/csv/id-table';
import {
  readPasses,
  type PreparationSource,
} from '@ecommerce-recommenders/shop-data/data/preparation/read-passes';
import type { PreparationSettings } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { DATASETS, type Datasets, type DatasetSource } from '@ecommerce-recommenders/shop-data/data/datasets';
import { MIN_ROWS } from '@ecommerce-recommenders/personalize/import-rules';
import type { ShopFacts } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import type { WeightedNumber } from './histogram';
import { markDuplicates, userHistories, type InteractionLog, type UserHistories } from './interaction-log';
import { readInteractions, type ReadInteractions } from './read-interactions';
import { profileTable, type TableProfile } from './table-profile';
import { timeProfile, type TimeProfile } from './time-profile';
import { trainingFacts, trainingRows } from './training-facts';

/** Profile of an archive. */
export interface ArchiveProfile {
  readonly datasets: Datasets;
  /** Absent if the shop has no such dataset. */
  readonly items?: TableProfile;
  readonly users?: TableProfile;
  readonly interactions: ReadInteractions;
  /** Number of kept rows that repeat an earlier one exactly. */
  readonly duplicates: number;
  /** Times of the kept rows; absent if there are none. */
  readonly time?: TimeProfile;
  readonly baskets: Baskets;
  /** Number of kept rows of each item, by the item's number in the log. */
  readonly perItem: Uint32Array;
  /** Number of kept rows of each user, by the user's number in the log. */
  readonly perUser: Uint32Array;
  /** Number of items of items.csv without a kept row. */
  readonly coldItems: number;
  /** Number of items, and of users, of kept rows that are missing in the tables. */
  readonly unknownItems: number;
  readonly unknownUsers: number;
  /** Facts that determine the readiness of the use cases. */
  readonly facts: ShopFacts;
}

/** Settings of a profile. */
export interface ProfileSettings extends Pick<PreparationSettings, 'holdout' | 'holdoutBy' | 'eventTypes'> {
  /** Unix seconds. */
  readonly now: number;
  /** @default - the workshop's datasets */
  readonly datasets?: Datasets;
  /** Called with the interactions while other tables may still be being read. */
  readonly onInteractions?: (interactions: ReadInteractions) => void;
}

/**
 * Profiles an archive in one pass over it. Memory grows by about 40 bytes per kept row.
 *
 * @throws Error that names what is wrong, if the archive or a table cannot be read at all
 */
export async function profileArchive(
  archive: AsyncIterable<Buffer>,
  settings: ProfileSettings,
): Promise<ArchiveProfile> {
  return profileShop({ openArchive: async () => archive }, settings);
}

/** Profiles any source, like {@link profileArchive}. */
export async function profileShop(
  source: PreparationSource,
  { holdout, holdoutBy = 'user', eventTypes, now, datasets = DATASETS, onInteractions }: ProfileSettings,
): Promise<ArchiveProfile> {
  const visitor = (table: DatasetSource | undefined) =>
    table && ((body: AsyncIterable<Buffer>) => profileTable(body, table));
  const tables = await readPasses(source)('check', {
    INTERACTIONS: (body) => shown(readInteractions(body, eventTypes, datasets.INTERACTIONS), onInteractions),
    ITEMS: visitor(datasets.ITEMS),
    USERS: visitor(datasets.USERS),
  });
  const { INTERACTIONS: interactions, ITEMS: items, USERS: users } = tables;
  const { log } = interactions;
  const histories = userHistories(log);
  const duplicates = markDuplicates(log, histories);
  const time = timeProfile(log, now);
  const baskets = basketSizes(log, histories, duplicates);
  return {
    datasets,
    items,
    users,
    interactions,
    duplicates: duplicates.reduce((sum, isDuplicate) => sum + isDuplicate, 0),
    time,
    baskets,
    perItem: countOf(log.items, log.rows, log.itemIds.size),
    perUser: countOf(log.users, log.rows, log.userIds.size),
    coldItems: items ? idsBeyond(items.ids, log.itemIds) : 0,
    unknownItems: items ? idsBeyond(log.itemIds, items.ids) : 0,
    unknownUsers: users ? idsBeyond(log.userIds, users.ids) : 0,
    facts: {
      ...trainingFacts(log, histories, duplicates, trainingRows(log, { holdout, holdoutBy }), {
        users: users?.ids,
        items: items?.ids,
      }),
      keptRows: log.rows,
      baskets: total(baskets.sizes),
      sharedBaskets: total(baskets.sizes.filter(([size]) => size >= 2)),
      futureRows: time?.futureRows ?? 0,
      refusals: [items, users, interactions].flatMap((table) => table?.refusals ?? []),
      emptyTables: [
        ...(items && items.rows < MIN_ROWS.ITEMS ? [items.file] : []),
        ...(users && users.rows < MIN_ROWS.USERS ? [users.file] : []),
      ],
      mapping: eventTypes,
      occurringTypes: interactions.eventTypes.filter(({ rows }) => rows > 0).map(({ name }) => name),
      categoricalColumns: [items, users].flatMap((table) =>
        table === undefined
          ? []
          : table.columns
              .filter(({ name }) => isCategorical(datasets, table.file, name))
              .map(({ name, missing, distinct }) => ({
                file: table.file,
                name,
                rows: table.rows,
                missing,
                distinct,
              })),
      ),
    },
  };
}

/** Passes the result of a read to a callback, and returns it. */
async function shown<Read>(reading: Promise<Read>, see?: (read: Read) => void): Promise<Read> {
  const read = await reading;
  see?.(read);
  return read;
}

function countOf(numbers: Uint32Array, rows: number, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (let row = 0; row < rows; row++) counts[numbers[row]]++;
  return counts;
}

function total(numbers: readonly WeightedNumber[]): number {
  return numbers.reduce((sum, [, count]) => sum + count, 0);
}

function isCategorical(datasets: Datasets, file: string, column: string): boolean {
  return Object.values(datasets).some(({ member, columns, schema }) => {
    const name = columns.find(({ from }) => from === column)?.name;
    return member === file && schema.fields.some((field) => field.name === name && field.categorical);
  });
}

/** Number of ids that are missing in another table. */
function idsBeyond(ids: IdTable, known: IdTable): number {
  let beyond = 0;
  for (let number = 0; number < ids.size; number++) {
    const bytes = Buffer.from(ids.idOf(number));
    if (known.find(bytes, 0, bytes.length) === undefined) beyond++;
  }
  return beyond;
}

/** Purchases of a user that follow one another within this many seconds are one basket. */
const BASKET_GAP_SECONDS = 2 * 60 * 60;

/** Purchases grouped by basket and by user. */
interface Baskets {
  /** Number of baskets by their number of distinct items. */
  readonly sizes: readonly WeightedNumber[];
  /** Number of users by their number of purchases, including those without any. */
  readonly purchasesPerUser: readonly WeightedNumber[];
}

/** Groups each user's purchases into baskets. Exact duplicates count once. */
function basketSizes(log: InteractionLog, histories: UserHistories, duplicates: Uint8Array): Baskets {
  const purchase = log.eventTypes.indexOf('Purchase');
  const sizes = new Map<number, number>();
  const perUser = new Map<number, number>();
  for (let user = 0; user < histories.users; user++) {
    const basket = new Set<number>();
    let purchases = 0;
    let latest = 0;
    for (const row of histories.of(user)) {
      if (log.events[row] !== purchase || duplicates[row] === 1) continue;
      if (basket.size > 0 && log.timestamps[row] - latest > BASKET_GAP_SECONDS) {
        count(sizes, basket.size);
        basket.clear();
      }
      basket.add(log.items[row]);
      latest = log.timestamps[row];
      purchases++;
    }
    if (basket.size > 0) count(sizes, basket.size);
    count(perUser, purchases);
  }
  return { sizes: [...sizes], purchasesPerUser: [...perUser] };
}

function count(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
