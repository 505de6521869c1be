import { IdTable, type IdArrays, type KnownIds } from '@ecommerce-recommenders/csv/id-table';
import { canonicalInteractions } from './canonical-interactions';
import { InteractionColumns } from './interaction-columns';
import type { Interactions } from './interactions';

/** An event type is stored in a byte. Personalize itself allows 10. */
const MAX_EVENT_TYPES = 256;

/**
 * Rows as they came, including duplicates, with ids numbered by first occurrence. They are columns of an
 * {@link InteractionsBuilder}.
 */
export interface RawRows extends Readonly<
  Pick<InteractionColumns, 'rows' | 'users' | 'items' | 'events' | 'timestamps' | 'rests' | 'orders'>
> {
  readonly userIds: IdArrays;
  readonly itemIds: IdArrays;
  readonly eventTypes: IdArrays;
  readonly orderIds: IdArrays;
}

/**
 * Collects interaction rows in any order and builds {@link Interactions}. Identical rows count once, as in a
 * Personalize import. More rows may follow a {@link build}, for the next training.
 *
 * Callers that have bytes number ids themselves and call {@link push}; callers that have strings call {@link add}.
 */
export class InteractionsBuilder {
  readonly userIds = new IdTable();
  readonly itemIds = new IdTable();
  readonly eventTypes = new IdTable();
  readonly orderIds = new IdTable();
  private readonly columns = new InteractionColumns();

  /** Number of rows added, including duplicates. */
  get rows(): number {
    return this.columns.rows;
  }

  /**
   * Adds a row of strings.
   *
   * @param timestamp - whole Unix seconds
   * @param rest - unsigned 32-bit hash of further columns, if any; it distinguishes rows that are equal in these four
   * @param orderId - the order to which a purchase belongs, if known
   */
  add(
    userId: string,
    itemId: string,
    eventType: string,
    timestamp: number,
    rest = 0,
    orderId?: string,
  ): void {
    const user = this.userIds.addText(userId);
    const item = this.itemIds.addText(itemId);
    const event = this.eventTypes.addText(eventType);
    const order = orderId === undefined ? undefined : this.orderIds.addText(orderId);
    this.push(user, item, event, timestamp, rest, order);
  }

  /**
   * Adds a row of integers from {@link userIds}, {@link itemIds}, {@link eventTypes} and {@link orderIds}. Otherwise
   * like {@link add}.
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

  /** All rows added, as arrays. They are valid until the next row is added. */
  rawRows(): RawRows {
    const { columns, rows } = this;
    const [users, items, rests] = [columns.users, columns.items, columns.rests].map((column) =>
      column.subarray(0, rows),
    );
    return {
      rows,
      ...{ users, items, rests },
      events: columns.events.subarray(0, rows),
      timestamps: columns.timestamps.subarray(0, rows),
      ...(columns.orders && { orders: columns.orders.subarray(0, rows) }),
      userIds: this.userIds.arrays(),
      itemIds: this.itemIds.arrays(),
      eventTypes: this.eventTypes.arrays(),
      orderIds: this.orderIds.arrays(),
    };
  }

  /** Adds all rows of another builder. */
  addAll(other: RawRows): void {
    const { rows, users, items, events, timestamps, rests, orders } = other;
    const numbers = (ids: IdArrays, into: IdTable): number[] => {
      const known = IdTable.of(ids);
      return Array.from({ length: known.size }, (_, number) => into.addText(known.idOf(number)));
    };
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

  /** A new builder without the rows of these users, and without ids that occur only in these rows. */
  static without(
    { rows, users, items, events, timestamps, rests, orders, ...ids }: RawRows,
    gone: Pick<KnownIds, 'findText'>,
  ): InteractionsBuilder {
    const kept = new InteractionsBuilder();
    const { userIds, itemIds, eventTypes, orderIds } = {
      userIds: IdTable.of(ids.userIds),
      itemIds: IdTable.of(ids.itemIds),
      eventTypes: IdTable.of(ids.eventTypes),
      orderIds: IdTable.of(ids.orderIds),
    };
    for (let row = 0; row < rows; row++) {
      const userId = userIds.idOf(users[row]);
      if (gone.findText(userId) !== undefined) continue;
      const [itemId, event] = [itemIds.idOf(items[row]), eventTypes.idOf(events[row])];
      const orderId = orders && orders[row] > 0 ? orderIds.idOf(orders[row] - 1) : undefined;
      kept.add(userId, itemId, event, timestamps[row], rests[row], orderId);
    }
    return kept;
  }

  /** All rows added, without duplicates, in canonical form. */
  build(): Interactions {
    return canonicalInteractions(this.columns, {
      users: idsOf(this.userIds),
      items: idsOf(this.itemIds),
      eventTypes: idsOf(this.eventTypes),
      orders: idsOf(this.orderIds),
    });
  }
}

function idsOf(table: IdTable): string[] {
  return Array.from({ length: table.size }, (_, number) => table.idOf(number));
}
