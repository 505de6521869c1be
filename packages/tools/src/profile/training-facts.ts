import type { HoldoutBy } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import type { IdTable } from '@ecommerce-recommenders/csv/id-table';
import { cutOff, trainingCount } from '@ecommerce-recommenders/shop-data/data/preparation/split';
import { shopSize, type Ids } from '@ecommerce-recommenders/shop-data/insight/cost/shop-size';
import type { EventFacts, ShopSize } from '@ecommerce-recommenders/shop-data/insight/readiness/shop-facts';
import type { InteractionLog, UserHistories } from './interaction-log';

/** Facts about the training rows, without the held-out ones. */
export interface TrainingFacts {
  readonly rows: number;
  /** Number of rows without exact duplicates, of which an import keeps only one. */
  readonly distinctRows: number;
  readonly users: number;
  /** Number of users with at least two different rows. */
  readonly usersWithTwo: number;
  readonly size: ShopSize;
  /** Facts about each event type of Personalize. */
  readonly events: Readonly<Record<string, EventFacts>>;
}

/** Returns how many rows of a user's history, oldest first, are training rows. */
type TrainingRows = (history: Uint32Array) => number;

/** Selects the same training rows as the preparation. */
export function trainingRows(
  { timestamps, rows }: InteractionLog,
  { holdout, holdoutBy }: { readonly holdout: number; readonly holdoutBy: HoldoutBy },
): TrainingRows {
  if (holdoutBy === 'user') {
    const countOf = trainingCount(holdout);
    return ({ length }) => countOf(length);
  }
  const last = cutOff(timestamps.slice(0, rows), holdout);
  return (history) => {
    const later = history.findIndex((row) => timestamps[row] > last);
    return later < 0 ? history.length : later;
  };
}

/** Counts the training rows of every user. @param tables - ids of the tables that the shop has */
export function trainingFacts(
  log: InteractionLog,
  histories: UserHistories,
  duplicates: Uint8Array,
  countOf: TrainingRows,
  tables: { readonly users?: IdTable; readonly items?: IdTable } = {},
): TrainingFacts {
  const counters = log.eventTypes.map(() => new EventCounter(log.itemIds.size));
  const hasUser = new Uint8Array(histories.users);
  const hasItem = new Uint8Array(log.itemIds.size);
  let [rows, distinctRows, users, usersWithTwo] = [0, 0, 0, 0];
  for (let user = 0; user < histories.users; user++) {
    const history = histories.of(user);
    const kept = countOf(history);
    let distinct = 0;
    for (let at = 0; at < kept; at++) {
      const row = history[at];
      if (duplicates[row] === 1) continue;
      distinct++;
      hasItem[log.items[row]] = 1;
      counters[log.events[row]].add(user, log.items[row]);
    }
    for (const counter of counters) counter.endUser();
    rows += kept;
    distinctRows += distinct;
    if (distinct > 0) users++;
    hasUser[user] = distinct > 0 ? 1 : 0;
    if (distinct >= 2) usersWithTwo++;
  }
  const events = Object.fromEntries(log.eventTypes.map((type, at) => [type, counters[at].facts()]));
  const size = shopSize({
    users: known(tables.users),
    items: known(tables.items),
    training: { users: idsWhere(log.userIds, hasUser), items: idsWhere(log.itemIds, hasItem) },
  });
  return { rows, distinctRows, users, usersWithTwo, size, events };
}

const known = (table: IdTable | undefined): Ids | undefined =>
  table && { size: table.size, has: (id) => table.findText(id) !== undefined };

/** The ids whose number is marked. */
function* idsWhere(table: IdTable, marks: Uint8Array): Generator<string> {
  for (let number = 0; number < table.size; number++) if (marks[number] === 1) yield table.idOf(number);
}

/** Counts the rows of one event type, user by user. */
class EventCounter {
  private readonly perItem: Uint32Array;
  /** For each item, the user who had it last, counted from 1. */
  private readonly latestUser: Uint32Array;
  private itemsOfUser = 0;
  private usersWithTwoItems = 0;
  private pairs = 0;

  constructor(items: number) {
    this.perItem = new Uint32Array(items);
    this.latestUser = new Uint32Array(items);
  }

  add(user: number, item: number): void {
    this.perItem[item]++;
    if (this.latestUser[item] === user + 1) return;
    this.latestUser[item] = user + 1;
    this.itemsOfUser++;
  }

  endUser(): void {
    if (this.itemsOfUser >= 2) this.usersWithTwoItems++;
    this.pairs += (this.itemsOfUser * (this.itemsOfUser - 1)) / 2;
    this.itemsOfUser = 0;
  }

  facts(): EventFacts {
    const counts = this.perItem.filter((count) => count > 0).sort();
    return {
      rows: counts.reduce((sum, count) => sum + count, 0),
      items: counts.length,
      usersWithTwoItems: this.usersWithTwoItems,
      pairs: this.pairs,
      rowsOfTenth: counts[counts.length - 10] ?? 0,
    };
  }
}
