import { userRows, type Interactions } from '@ecommerce-recommenders/models/interactions';
import type { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';

/** The columns of interactions that models learn from. */
export const KEY_COLUMNS: readonly string[] = ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP'];

/** The interactions of a dataset after an import, with what answers need to find their way in them. */
export class InteractionLog {
  readonly interactions: Interactions;
  /** Integer of each user id and item id. */
  readonly userOf: ReadonlyMap<string, number>;
  readonly itemOf: ReadonlyMap<string, number>;
  private readonly starts: Uint32Array;

  constructor(
    /** The rows as they came, for an import that adds to them. */
    readonly builder: InteractionsBuilder,
  ) {
    this.interactions = builder.build();
    const { userIds, itemIds } = this.interactions;
    this.userOf = new Map(userIds.map((id, user) => [id, user]));
    this.itemOf = new Map(itemIds.map((id, item) => [id, item]));
    this.starts = userRows(this.interactions);
  }

  /** The first of a user's rows and the one after the last, oldest first; equal for an unknown user. */
  rowsOf(userId: string): readonly [first: number, end: number] {
    const user = this.userOf.get(userId);
    return user === undefined ? [0, 0] : [this.starts[user], this.starts[user + 1]];
  }
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Where the hash over a row's further columns begins; a row without any has the hash 0. */
export const ROW_HASH_START = FNV_OFFSET;

/** FNV-1a over one more value and its end, so that `a,bc` and `ab,c` differ. */
export function addToRowHash(seed: number, bytes: Buffer, start: number, end: number): number {
  let value = seed;
  for (let at = start; at < end; at++) value = Math.imul(value ^ bytes[at], FNV_PRIME);
  return Math.imul(value ^ 0x100, FNV_PRIME);
}
