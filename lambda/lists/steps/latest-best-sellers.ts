import { textOf } from '@ecommerce-recommenders/csv/csv-chunk';
import type { CsvFile } from '@ecommerce-recommenders/csv/read-csv';
import { popularWindow } from '@ecommerce-recommenders/models/evaluation/popular-window';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import type { LatestBestSellers } from '@ecommerce-recommenders/shop-data/contracts/lists/latest-best-sellers';
import { LIST_LENGTH } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { shardOf } from '@ecommerce-recommenders/shop-data/contracts/lists/shards';

const SECONDS_PER_DAY = 86_400;

/**
 * Maximum number of purchases in the sample that chooses the window, about 100 MB. With more purchases, half of the
 * users are sampled, or a quarter, and so on.
 */
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
 * Best sellers of the last days, whose number {@link popularWindow} chooses so that they predict the newest purchases
 * best. Reads the table once, and again if recent days are better. Memory holds a sample of the purchases, and two
 * counts per item.
 *
 * @returns `undefined` if the best sellers of the whole period predict as well
 */
export async function latestBestSellers(
  open: OpenTable,
  mostPurchases = MOST_PURCHASES,
): Promise<LatestBestSellers | undefined> {
  const sample = new PurchaseSample(mostPurchases);
  let newest = -Infinity;
  await readPurchases(open, (purchase) => {
    newest = Math.max(newest, purchase.timestamp);
    sample.add(purchase);
  });
  const days = sample.window();
  if (days === undefined) return undefined;
  const since = newest - days * SECONDS_PER_DAY;
  const latest = new Map<string, number>();
  const all = new Map<string, number>();
  await readPurchases(open, ({ itemId, timestamp }) => {
    all.set(itemId, (all.get(itemId) ?? 0) + 1);
    if (timestamp > since) latest.set(itemId, (latest.get(itemId) ?? 0) + 1);
  });
  const itemIds = new Set([...mostCounted(latest), ...mostCounted(all)]);
  return { days, itemIds: [...itemIds].slice(0, LIST_LENGTH) };
}

/**
 * The purchases of as many users as fit. Users are chosen by their ids, so that the order of the rows does not
 * matter.
 */
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

  /** Number of days to count best sellers over; `undefined` for all days. */
  window(): number | undefined {
    const builder = new InteractionsBuilder();
    for (const { userId, itemId, timestamp } of this.kept) builder.add(userId, itemId, '', timestamp);
    return popularWindow(builder.build(), () => true);
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

/** The items with the highest counts; ties are broken by id. */
const mostCounted = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, LIST_LENGTH)
    .map(([itemId]) => itemId);
