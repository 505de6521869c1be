import type { Interactions } from '../../../recommenders/interactions';
import type { InteractionsBuilder } from '../../../recommenders/interactions-builder';
import { userRows } from '../../../recommenders/user-rows';

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
