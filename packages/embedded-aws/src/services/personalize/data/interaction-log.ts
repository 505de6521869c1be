import { IdTable, type IdArrays, type KnownIds } from '@ecommerce-recommenders/csv/id-table';
import type { ServedInteractions } from '@ecommerce-recommenders/models/learner';
import { inSlices } from '../threads/in-slices';
import type { LogArrays } from './log-arrays';

/** Interaction columns that models learn from. */
export const KEY_COLUMNS: readonly string[] = ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP'];

/** Optional column with the order or basket of a purchase; an empty value means none. */
export const ORDER_COLUMN = 'ORDER_ID';

/** Integers by id. */
export type IdNumbers = Pick<ReadonlyMap<string, number>, 'get' | 'has' | 'size'>;

let logs = 0;

/** A dataset's interactions after an import, indexed for serving. */
export class InteractionLog {
  /** Identifies this log, in every thread. */
  readonly number = ++logs;
  readonly interactions: ServedInteractions;
  readonly rows: number;
  /** Integer ids of users and items. */
  readonly userOf: IdNumbers;
  readonly itemOf: IdNumbers;
  private readonly userIds: KnownIds;

  private constructor(
    readonly arrays: LogArrays,
    itemIds: readonly string[],
  ) {
    const { eventTypes, items, events, timestamps, starts } = arrays;
    this.interactions = { itemIds, eventTypes, items, events, timestamps, starts };
    this.rows = items.length;
    this.userIds = IdTable.of(arrays.userIds);
    this.userOf = numbersOf(arrays.userIds);
    this.itemOf = numbersOf(arrays.itemIds);
  }

  /** @throws the signal's reason if it aborts */
  static async of(arrays: LogArrays, signal: AbortSignal): Promise<InteractionLog> {
    const ids = IdTable.of(arrays.itemIds);
    const itemIds: string[] = [];
    await inSlices(ids.size, (item) => void itemIds.push(ids.idOf(item)), signal);
    return new InteractionLog(arrays, itemIds);
  }

  userId(user: number): string {
    return this.userIds.idOf(user);
  }

  /** A user's row range `[first, end)`, oldest first; empty for an unknown user. */
  rowsOf(userId: string): readonly [first: number, end: number] {
    const user = this.userOf.get(userId);
    const { starts } = this.interactions;
    return user === undefined ? [0, 0] : [starts[user], starts[user + 1]];
  }
}

function numbersOf(arrays: IdArrays): IdNumbers {
  const ids = IdTable.of(arrays);
  return {
    size: ids.size,
    get: (id) => ids.findText(id),
    has: (id) => ids.findText(id) !== undefined,
  };
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Initial hash of a row's other columns; a row without any has hash 0. */
export const ROW_HASH_START = FNV_OFFSET;

/** FNV-1a over one more value and a separator, so that `a,bc` and `ab,c` differ. */
export function addToRowHash(seed: number, bytes: Buffer, start: number, end: number): number {
  let value = seed;
  for (let at = start; at < end; at++) value = Math.imul(value ^ bytes[at], FNV_PRIME);
  return Math.imul(value ^ 0x100, FNV_PRIME);
}
