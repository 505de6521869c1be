import type { QualityRow } from '../../bench/quality/quality-data';
import { measureNewItems } from '../../bench/quality/measure-new-items';

const KINDS = ['chair', 'lamp', 'rug', 'vase', 'clock'];

/** Ten items of each kind, in two categories that say nothing of the kind. */
const items = KINDS.flatMap((kind, of) =>
  Array.from({ length: 10 }, (_, at) => ({
    id: `${kind}-${at}`,
    name: kind,
    categories: { CATEGORY_L1: `c${(of + at) % 2}` },
  })),
);

/** Each user looks at the items of one kind, one after another; most look at chairs. */
const rows: QualityRow[] = Array.from({ length: 200 }, (_, user) => KINDS[user % 8] ?? 'chair').flatMap(
  (kind, user) =>
    Array.from({ length: 10 }, (_, at) => ({
      userId: `user-${user}`,
      itemId: `${kind}-${(at * (1 + (user % 3)) + user) % 10}`,
      eventType: 'View',
      timestamp: 1_000_000 + at,
    })),
);

const measure = (given = rows) => measureNewItems({ title: 'planted', origin: '', rows: given, items });

describe('the measurement of new items', () => {
  it('finds that similar items are better where users want the same kind', () => {
    const [{ similar, bestSellers, category, aboveBestSellers }, ...others] = measure();
    expect(others).toEqual([]);
    expect(similar).toBe(1);
    expect(category).toBeLessThan(1);
    expect(aboveBestSellers.mean).toBeCloseTo(1 - bestSellers);
    expect(aboveBestSellers.low).toBeGreaterThan(0);
  });

  it('asks of views about the next one, within a day', () => {
    const slow = rows.map((row) => ({ ...row, timestamp: row.timestamp * 100_000 }));
    expect(measure(slow)).toEqual([]);
  });

  it('asks of purchases about the rest of the order', () => {
    const bought = rows.map((row, at) => ({
      ...row,
      eventType: 'Purchase',
      orderId: `${Math.floor(at / 2)}`,
    }));
    const [{ eventType, similar }] = measure(bought);
    expect([eventType, similar]).toEqual(['Purchase', 1]);
    expect(measure(bought.map((row, at) => ({ ...row, orderId: `${at}` })))).toEqual([]);
  });

  it('learns nothing from rows about new items', () => {
    // With a tenth of the items hidden, no list of best sellers has all chairs.
    const [{ bestSellers }] = measure(rows.filter(({ itemId }) => itemId.startsWith('chair')));
    expect(bestSellers).toBeLessThan(1);
  });
});
