import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createPrng } from '@ecommerce-recommenders/tools/sample/prng';
import { WORKSHOP_SIZE } from './generate-archive';

/** Number of distinct items that each user views. At the workshop's size that makes about 50 million pairs within users. */
const ITEMS_A_USER = 100;

/** Files that say who viewed what and when, ordered by user. Each pair of user and item occurs once. */
export interface GeneratedViews {
  /** Three little-endian u32 per view: user, item, Unix seconds. */
  readonly binary: string;
  /** The same as text, `user,item`, without a header. */
  readonly csv: string;
  readonly users: number;
  readonly items: number;
}

/** Writes the views of a shop, user by user. Deterministic per scale. */
export async function generateViews(folder: string, scale: number): Promise<GeneratedViews> {
  const { items } = WORKSHOP_SIZE;
  const users = WORKSHOP_SIZE.users * scale;
  const binary = join(folder, 'views.bin');
  const csv = join(folder, 'views.csv');
  await pipeline(
    Readable.from(viewsOf(users, items, (views) => Buffer.from(Uint32Array.from(views.flat()).buffer))),
    createWriteStream(binary),
  );
  await pipeline(
    Readable.from(
      viewsOf(users, items, (views) => views.map(([user, item]) => `${user},${item}\n`).join('')),
    ),
    createWriteStream(csv),
  );
  return { binary, csv, users, items };
}

type View = [user: number, item: number, time: number];

function* viewsOf<T>(users: number, items: number, encode: (views: View[]) => T): Generator<T> {
  const prng = createPrng(users);
  for (let user = 0; user < users; user++) {
    const viewed = new Set<number>();
    while (viewed.size < ITEMS_A_USER) viewed.add(Math.min(prng.below(items), prng.below(items)));
    const start = 1_600_000_000 + prng.below(10_000_000);
    yield encode([...viewed].map((item, place) => [user, item, start + place * 3_600]));
  }
}
