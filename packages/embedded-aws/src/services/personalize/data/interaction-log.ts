import { userRows, type Interactions } from '@ecommerce-recommenders/models/interactions';
import type { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';

/** Interaction columns that models learn from. */
export const KEY_COLUMNS: readonly string[] = ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP'];

/** The order or basket of a purchase, in a schema that has it; without a value the row belongs to none. */
export const ORDER_COLUMN = 'ORDER_ID';

/** A dataset's interactions after an import, indexed for serving. */
export class InteractionLog {
  readonly interactions: Interactions;
  /** Integer ids of users and items. */
  readonly userOf: ReadonlyMap<string, number>;
  readonly itemOf: ReadonlyMap<string, number>;
  private readonly starts: Uint32Array;

  constructor(
    /** Source rows, for incremental imports. */
    readonly builder: InteractionsBuilder,
  ) {
    this.interactions = builder.build();
    const { userIds, itemIds } = this.interactions;
    this.userOf = new Map(userIds.map((id, user) => [id, user]));
    this.itemOf = new Map(itemIds.map((id, item) => [id, item]));
    this.starts = userRows(this.interactions);
  }

  /** A user's row range `[first, end)`, oldest first; empty for an unknown user. */
  rowsOf(userId: string): readonly [first: number, end: number] {
    const user = this.userOf.get(userId);
    return user === undefined ? [0, 0] : [this.starts[user], this.starts[user + 1]];
  }
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
