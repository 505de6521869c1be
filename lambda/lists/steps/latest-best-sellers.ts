import { textOf } from '@ecommerce-recommenders/csv/csv-chunk';
import type { CsvFile } from '@ecommerce-recommenders/csv/read-csv';
import { popularWindow, WINDOWS } from '@ecommerce-recommenders/models/evaluation/popular-window';
import { splitAtTime } from '@ecommerce-recommenders/models/evaluation/time-split';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import type { LatestBestSellers } from '@ecommerce-recommenders/shop-data/contracts/lists/latest-best-sellers';
import { LIST_LENGTH } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { shardOf } from '@ecommerce-recommenders/shop-data/contracts/lists/shards';

const SECONDS_PER_DAY = 86_400;

/** Maximum purchases to predict, some 100 MB with their users. With more, half of the users are asked for, a quarter, and so on. */
const MOST_PURCHASES = 400_000;

/** Opens the prepared interactions; `undefined` if there are none. */
type OpenTable = () => Promise<CsvFile | undefined>;

interface Purchase {
  readonly userId: string;
  readonly itemId: string;
  /** Unix seconds. */
  readonly timestamp: number;
}

/**
 * Best sellers of as many recent days as predict the newest purchases best, by {@link popularWindow}: they are counted on all
 * purchases, and asked for a sample of the users. Reads the table twice; keeps the sample, and eight counts of each item, in memory.
 *
 * @returns `undefined` if those of the whole period predict as well
 */
export async function latestBestSellers(
  open: OpenTable,
  mostPurchases = MOST_PURCHASES,
): Promise<LatestBestSellers | undefined> {
  const purchases = new PurchaseSample(mostPurchases);
  let newest = -Infinity;
  await readPurchases(open, (purchase) => {
    newest = Math.max(newest, purchase.timestamp);
    purchases.add(purchase);
  });
  const sample = purchases.interactions();
  const { until } = splitAtTime(sample);
  const [before, now] = [until, newest].map((end) => new Counts(end));
  await readPurchases(open, (purchase) => {
    before.add(purchase);
    now.add(purchase);
  });
  const numbers = new Map(sample.itemIds.map((id, item) => [id, item]));
  // Items that nobody in the sample bought take places, too.
  const days = popularWindow(sample, (days) => before.most(days).map((id) => numbers.get(id) ?? -1));
  if (days === undefined) return undefined;
  return { days, itemIds: [...new Set([...now.most(days), ...now.most()])].slice(0, LIST_LENGTH) };
}

const SPANS = [Infinity, ...WINDOWS];

/** Purchases of each item until an end in Unix seconds: all, and those of the latest days. */
class Counts {
  private readonly counts = new Map<string, number[]>();

  constructor(private readonly end: number) {}

  add({ itemId, timestamp }: Purchase): void {
    if (timestamp > this.end) return;
    const own = this.counts.get(itemId) ?? SPANS.map(() => 0);
    this.counts.set(itemId, own);
    SPANS.forEach((days, at) => (own[at] += timestamp > this.end - days * SECONDS_PER_DAY ? 1 : 0));
  }

  /** The items with the most purchases, ties by id. */
  most(days = Infinity): string[] {
    const at = SPANS.indexOf(days);
    return [...this.counts]
      .filter(([, counts]) => counts[at] > 0)
      .sort(([a, one], [b, other]) => other[at] - one[at] || (a < b ? -1 : 1))
      .slice(0, LIST_LENGTH)
      .map(([itemId]) => itemId);
  }
}

/** Purchases of as many users as fit, chosen by their ids, so that the order of the rows does not matter. */
class PurchaseSample {
  private parts = 1;
  private kept: Purchase[] = [];

  constructor(private readonly most: number) {}

  add(purchase: Purchase): void {
    if (!this.isOfSample(purchase)) return;
    this.kept.push(purchase);
    while (this.kept.length > this.most) {
      this.parts *= 2;
      this.kept = this.kept.filter((one) => this.isOfSample(one));
    }
  }

  interactions(): Interactions {
    const builder = new InteractionsBuilder();
    for (const { userId, itemId, timestamp } of this.kept) builder.add(userId, itemId, '', timestamp);
    return builder.build();
  }

  private isOfSample({ userId }: Purchase): boolean {
    return shardOf(userId, this.parts) === 0;
  }
}

async function readPurchases(open: OpenTable, use: (purchase: Purchase) => void): Promise<void> {
  const table = await open();
  if (!table) return;
  const { columns, chunks } = table;
  const [user, item, event, time] = ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP'].map((name) =>
    columns.indexOf(name),
  );
  if (event < 0) return;
  for await (const chunk of chunks)
    for (let row = 0; row < chunk.rows; row++) {
      const text = (field: number): string => textOf(chunk, row, field);
      if (text(event) === USE_CASES['best-sellers'].learnsFrom)
        use({ userId: text(user), itemId: text(item), timestamp: Number(text(time)) });
    }
}
