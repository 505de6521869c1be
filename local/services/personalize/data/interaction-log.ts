import type { EventType } from '../../../../domain/use-cases';
import type { Interactions } from '../../../recommenders/interactions';
import type { InteractionsBuilder } from '../../../recommenders/interactions-builder';

const PURCHASE: EventType = 'Purchase';

/** The interactions of a dataset after an import, with what answers need to find their way in them. */
export class InteractionLog {
  readonly interactions: Interactions;
  /** Integer of each user id and item id. */
  readonly userOf: ReadonlyMap<string, number>;
  readonly itemOf: ReadonlyMap<string, number>;
  /** A user's rows are from entry `user` to the next entry. */
  private readonly starts: Uint32Array;
  /** Index of the purchase among the event types, or -1. */
  private readonly purchase: number;

  constructor(
    /** The rows as they came, for an import that adds to them. */
    readonly builder: InteractionsBuilder,
  ) {
    this.interactions = builder.build();
    const { userIds, itemIds, users, eventTypes } = this.interactions;
    this.userOf = new Map(userIds.map((id, user) => [id, user]));
    this.itemOf = new Map(itemIds.map((id, item) => [id, item]));
    this.purchase = eventTypes.findIndex((type) => type.toLowerCase() === PURCHASE.toLowerCase());
    this.starts = new Uint32Array(userIds.length + 1);
    for (const user of users) this.starts[user + 1]++;
    for (let user = 0; user < userIds.length; user++) this.starts[user + 1] += this.starts[user];
  }

  /** Ids of the items of a user's latest purchases. */
  purchasedBy(userId: string, maxPurchases: number): Set<string> {
    const items = new Set<string>();
    const user = this.userOf.get(userId);
    if (user === undefined || this.purchase < 0) return items;
    const { events, items: itemOfRow, itemIds } = this.interactions;
    let left = maxPurchases;
    for (let row = this.starts[user + 1] - 1; row >= this.starts[user] && left > 0; row--) {
      if (events[row] !== this.purchase) continue;
      items.add(itemIds[itemOfRow[row]]);
      left--;
    }
    return items;
  }
}
