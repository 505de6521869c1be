import { seededRandom } from './seeded-random';

/** A generated row, as models learn from it. */
export interface ShopRow {
  readonly userId: string;
  readonly itemId: string;
  readonly eventType: 'View' | 'Purchase';
  /** Unix seconds. */
  readonly timestamp: number;
}

/** Parameters of a generated shop. */
export interface ShopShape {
  readonly users: number;
  readonly items: number;
  readonly eventType: ShopRow['eventType'];
  /** Rows per user are uniform from 2 to `2 * meanRows - 2`. */
  readonly meanRows: number;
  /** Percentage of the users who have a single row. */
  readonly oneRow: number;
  /** Number of groups to which items and users belong. */
  readonly groups: number;
  /** Percentage of rows whose item belongs to the user's group. The other items are bought only for their popularity. */
  readonly taste: number;
  /** The larger it is, the more the rows concentrate on a few items. */
  readonly skew: number;
}

/** Shops with traits of real ones, small enough for a test. */
export const SHOP_SHAPES = {
  dense: {
    users: 600,
    items: 300,
    eventType: 'View',
    meanRows: 40,
    oneRow: 0,
    groups: 10,
    taste: 60,
    skew: 3,
  },
  sparse: {
    users: 1200,
    items: 900,
    eventType: 'Purchase',
    meanRows: 12,
    oneRow: 3,
    groups: 40,
    taste: 4,
    skew: 8,
  },
  'one purchase': {
    users: 6000,
    items: 800,
    eventType: 'Purchase',
    meanRows: 3,
    oneRow: 85,
    groups: 20,
    taste: 30,
    skew: 3,
  },
  tiny: {
    users: 40,
    items: 60,
    eventType: 'Purchase',
    meanRows: 6,
    oneRow: 10,
    groups: 3,
    taste: 30,
    skew: 3,
  },
  'few items': {
    users: 800,
    items: 25,
    eventType: 'View',
    meanRows: 8,
    oneRow: 10,
    groups: 3,
    taste: 30,
    skew: 3,
  },
  'many items': {
    users: 1500,
    items: 2500,
    eventType: 'View',
    meanRows: 14,
    oneRow: 0,
    groups: 80,
    taste: 70,
    skew: 3,
  },
} as const satisfies Record<string, ShopShape>;

const DAY = 86_400;

/** The rows of a shop, sorted by user, oldest first. The same seed gives the same rows. */
export function shopRows(shape: ShopShape, seed: number): ShopRow[] {
  const { users, items, eventType, meanRows, oneRow, groups, taste, skew } = shape;
  const random = seededRandom(seed);
  /** An integer below the limit. Small integers are more frequent. */
  const skewed = (limit: number): number => Math.min(...Array.from({ length: skew }, () => random(limit)));
  return Array.from({ length: users }, (_, user) => {
    const group = random(groups);
    const ofGroup = Math.ceil((items - group) / groups);
    const count = random(100) < oneRow ? 1 : 2 + random(2 * meanRows - 3);
    let timestamp = random(100 * DAY);
    return Array.from({ length: count }, (): ShopRow => {
      const item = random(100) < taste ? group + groups * skewed(ofGroup) : skewed(items);
      timestamp += 1 + random(5 * DAY);
      return { userId: `user-${user}`, itemId: `item-${item}`, eventType, timestamp };
    });
  }).flat();
}
