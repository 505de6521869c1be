import type { S3Client } from '@aws-sdk/client-s3';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import type { IdTable } from '@ecommerce-recommenders/csv/id-table';
import { parseTimestamp } from '@ecommerce-recommenders/shop-data/data/preparation/interaction-fields';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import { preparedBody } from '../deployed/prepared-body';

/** Counts over the training data, by id; 0 for unknown ids. */
export class TrainingFacts {
  private readonly items: ReadonlyMap<string, number>;
  private readonly users: ReadonlyMap<string, number>;
  /** Rows sorted by item. Those of item i begin at `starts[i]`. */
  private readonly rows: Uint32Array;
  private readonly starts: Uint32Array;

  constructor(private readonly interactions: Interactions) {
    const { itemIds, userIds, items } = interactions;
    this.items = numbered(itemIds);
    this.users = numbered(userIds);
    this.starts = new Uint32Array(itemIds.length + 1);
    for (const item of items) this.starts[item + 1]++;
    for (let item = 0; item < itemIds.length; item++) this.starts[item + 1] += this.starts[item];
    this.rows = new Uint32Array(items.length);
    const next = this.starts.slice();
    items.forEach((item, row) => (this.rows[next[item]++] = row));
  }

  /** Whether anybody had an event of a type. */
  has(event: EventType): boolean {
    return this.interactions.events.includes(this.interactions.eventTypes.indexOf(event));
  }

  hasUser(userId: string): boolean {
    return this.users.has(userId);
  }

  /** Number of an item's events of a type, or of all types. */
  timesOf(event: EventType | undefined, itemId: string): number {
    return this.usersOf(event, itemId).length;
  }

  /** The numbers of the customers who had an event with an item: of a type, or of any type. */
  customersOf(event: EventType | undefined, itemId: string): ReadonlySet<number> {
    return new Set(this.usersOf(event, itemId));
  }

  /** Number of customers who viewed or bought at least two different items. */
  customersOfSeveral(event: EventType): number {
    const first = new Map<number, number>();
    const several = new Set<number>();
    const { eventTypes, users, items, events } = this.interactions;
    const wanted = eventTypes.indexOf(event);
    for (let row = 0; row < users.length; row++) {
      if (events[row] !== wanted) continue;
      const [user, item] = [users[row], items[row]];
      if ((first.get(user) ?? item) !== item) several.add(user);
      first.set(user, item);
    }
    return several.size;
  }

  /** The distinct items of a user, latest first. */
  historyOf(userId: string): readonly string[] {
    const { itemIds, users, items, timestamps } = this.interactions;
    const number = this.users.get(userId);
    const rows = [...users.keys()].filter((row) => users[row] === number);
    rows.sort((a, b) => timestamps[b] - timestamps[a]);
    return [...new Set(rows.map((row) => itemIds[items[row]]))];
  }

  /** The users of an item's events, of a type or of all types. There is one entry per event. */
  private usersOf(event: EventType | undefined, itemId: string): number[] {
    const { eventTypes, users, events } = this.interactions;
    const item = this.items.get(itemId);
    if (item === undefined) return [];
    const wanted = event && eventTypes.indexOf(event);
    const rows = this.rows.subarray(this.starts[item], this.starts[item + 1]);
    return Array.from(
      rows.filter((row) => wanted === undefined || events[row] === wanted),
      (row) => users[row],
    );
  }
}

const numbered = (ids: readonly string[]): ReadonlyMap<string, number> =>
  new Map(ids.map((id, number) => [id, number]));

/** The interactions on which a deployed stack was trained, from its data bucket, without exact duplicates. */
export async function trainingInteractions(client: S3Client, bucket: string): Promise<Interactions> {
  return readInteractions(await preparedBody(client, bucket, DATASETS.INTERACTIONS.file));
}

/** Reads the prepared file of interactions, without exact duplicates. */
export async function readInteractions(body: AsyncIterable<Buffer>): Promise<Interactions> {
  const { file } = DATASETS.INTERACTIONS;
  const { columns, chunks } = await readCsv(body, { file, escape: '\\' });
  const columnOf = (name: string): number => columns.indexOf(name);
  const user = columnOf('USER_ID');
  const item = columnOf('ITEM_ID');
  const event = columnOf('EVENT_TYPE');
  const time = columnOf('TIMESTAMP');
  const builder = new InteractionsBuilder();
  for await (const { bytes, rows, width, fields } of chunks) {
    const number = (ids: IdTable, at: number): number => ids.add(bytes, fields[at], fields[at + 1]);
    for (let row = 0; row < rows; row++) {
      const first = 2 * row * width;
      const timeAt = first + 2 * time;
      builder.push(
        number(builder.userIds, first + 2 * user),
        number(builder.itemIds, first + 2 * item),
        number(builder.eventTypes, first + 2 * event),
        parseTimestamp(bytes, fields[timeAt], fields[timeAt + 1]),
      );
    }
  }
  return builder.build();
}
