import { IdTable } from '@ecommerce-recommenders/csv/id-table';
import { canonicalInteractions } from './canonical-interactions';
import { InteractionColumns } from './interaction-columns';
import type { Interactions } from './interactions';

/** An event type is stored in a byte. Personalize itself allows 10. */
const MAX_EVENT_TYPES = 256;

/**
 * Collects interaction rows in any order and builds {@link Interactions}; identical rows count once, as in a
 * Personalize import. More rows may follow a {@link build}, for the next training.
 *
 * Callers with bytes number ids themselves and call {@link push}; those with strings call {@link add}.
 */
export class InteractionsBuilder {
  readonly userIds = new IdTable();
  readonly itemIds = new IdTable();
  readonly eventTypes = new IdTable();
  readonly orderIds = new IdTable();
  private readonly columns = new InteractionColumns();
  private scratch = Buffer.alloc(1 << 10);

  /** Rows added, including duplicates. */
  get rows(): number {
    return this.columns.rows;
  }

  /**
   * Adds a row of strings.
   *
   * @param timestamp - whole Unix seconds
   * @param rest - unsigned 32-bit hash of further columns, if any; distinguishes rows equal in these four
   * @param orderId - the order that a purchase belongs to, if known
   */
  add(
    userId: string,
    itemId: string,
    eventType: string,
    timestamp: number,
    rest = 0,
    orderId?: string,
  ): void {
    const user = this.numberOf(this.userIds, userId);
    const item = this.numberOf(this.itemIds, itemId);
    const event = this.numberOf(this.eventTypes, eventType);
    const order = orderId === undefined ? undefined : this.numberOf(this.orderIds, orderId);
    this.push(user, item, event, timestamp, rest, order);
  }

  /**
   * Adds a row of integers from {@link userIds}, {@link itemIds}, {@link eventTypes} and {@link orderIds};
   * otherwise as {@link add}.
   */
  push(user: number, item: number, event: number, timestamp: number, rest = 0, order?: number): void {
    if (event >= MAX_EVENT_TYPES) {
      throw new Error(
        `EVENT_TYPE of the interactions has more than ${MAX_EVENT_TYPES} different values. Keep the event ` +
          'types that the use cases learn from, View and Purchase, and leave out the others.',
      );
    }
    this.columns.push(user, item, event, timestamp, rest, order === undefined ? 0 : order + 1);
  }

  /** Adds all rows of another builder. */
  addAll(other: InteractionsBuilder): void {
    const { rows, users, items, events, timestamps, rests, orders } = other.columns;
    const numbers = (table: IdTable, into: IdTable): number[] =>
      Array.from({ length: table.size }, (_, number) => this.numberOf(into, table.idOf(number)));
    const userOf = numbers(other.userIds, this.userIds);
    const itemOf = numbers(other.itemIds, this.itemIds);
    const eventOf = numbers(other.eventTypes, this.eventTypes);
    const orderOf = numbers(other.orderIds, this.orderIds);
    for (let row = 0; row < rows; row++)
      this.push(
        userOf[users[row]],
        itemOf[items[row]],
        eventOf[events[row]],
        timestamps[row],
        rests[row],
        // Undefined for a row without an order.
        orders && orderOf[orders[row] - 1],
      );
  }

  /** A new builder without the rows of these users, and without ids that only they have. */
  without(userIds: ReadonlySet<string>): InteractionsBuilder {
    const kept = new InteractionsBuilder();
    const { rows, users, items, events, timestamps, rests, orders } = this.columns;
    for (let row = 0; row < rows; row++) {
      const userId = this.userIds.idOf(users[row]);
      if (userIds.has(userId)) continue;
      const [itemId, event] = [this.itemIds.idOf(items[row]), this.eventTypes.idOf(events[row])];
      const orderId = orders && orders[row] > 0 ? this.orderIds.idOf(orders[row] - 1) : undefined;
      kept.add(userId, itemId, event, timestamps[row], rests[row], orderId);
    }
    return kept;
  }

  /** All rows added, in canonical form without duplicates. */
  build(): Interactions {
    return canonicalInteractions(this.columns, {
      users: idsOf(this.userIds),
      items: idsOf(this.itemIds),
      eventTypes: idsOf(this.eventTypes),
      orders: idsOf(this.orderIds),
    });
  }

  private numberOf(table: IdTable, id: string): number {
    // A UTF-16 code unit has at most three UTF-8 bytes.
    if (3 * id.length > this.scratch.length) this.scratch = Buffer.alloc(3 * id.length);
    return table.add(this.scratch, 0, this.scratch.write(id));
  }
}

function idsOf(table: IdTable): string[] {
  return Array.from({ length: table.size }, (_, number) => table.idOf(number));
}
