import { createReadStream, createWriteStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Header } from 'tar';
import { createPrng } from '@ecommerce-recommenders/tools/sample/prng';

/** Rows, users and items of the workshop's archive. */
export const WORKSHOP_SIZE = { rows: 675_004, users: 5_250, items: 2_465 };

/** Input files of the preparation benchmark. */
export interface GeneratedArchive {
  /** An uncompressed tar archive of the three files. */
  readonly archive: string;
  /** interactions.csv of the archive, for peers that do not read archives. */
  readonly interactions: string;
  /** The other files of the archive, for the Glue job. */
  readonly items: string;
  readonly users: string;
}

const TYPES = ['ProductViewed', 'ProductViewed', 'ProductViewed', 'ProductViewed', 'ProductViewed'].concat(
  ...['OrderCompleted', 'CartViewed', 'ProductAdded'],
);

/** Writes an archive of the workshop's shape, ordered by time. Deterministic per scale. */
export async function generateArchive(folder: string, scale: number): Promise<GeneratedArchive> {
  const { rows, users, items } = WORKSHOP_SIZE;
  const interactions = join(folder, 'interactions.csv');
  await pipeline(
    Readable.from(interactionRows(rows * scale, users * scale, items)),
    createWriteStream(interactions),
  );
  const archive = join(folder, 'shop.tar');
  const members = [
    ['items.csv', Buffer.from(itemsCsv(items))],
    ['users.csv', Buffer.from(usersCsv(users * scale))],
  ] as const;
  for (const [name, content] of members) await writeFile(join(folder, name), content);
  await pipeline(
    Readable.from(
      (async function* () {
        for (const [name, content] of members) yield* member(name, content.length, [content]);
        yield* member('interactions.csv', (await stat(interactions)).size, createReadStream(interactions));
        yield Buffer.alloc(1024);
      })(),
    ),
    createWriteStream(archive),
  );
  return { archive, interactions, items: join(folder, 'items.csv'), users: join(folder, 'users.csv') };
}

const ROWS_A_PIECE = 5_000;

function* interactionRows(rows: number, users: number, items: number): Generator<string> {
  const prng = createPrng(rows);
  let piece = 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP,DISCOUNT\n';
  for (let row = 0; row < rows; row++) {
    const item = Math.min(prng.below(items), prng.below(items));
    const discount = prng.chance(20) ? 'Yes' : 'No';
    const time = 1_600_000_000 + Math.floor((row * 1e7) / rows);
    piece += `${itemId(item)},${prng.below(users) + 1},${prng.pick(TYPES)},${time},${discount}\n`;
    if (row % ROWS_A_PIECE === 0) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

/** The id is as long as a UUID. */
const itemId = (item: number): string => `${(item * 2_654_435_761) % 2 ** 32}`.padStart(36, '0-');

const itemsCsv = (count: number): string =>
  ['id,name,category,style,description,price']
    .concat(
      Array.from({ length: count }, (_, item) => `${itemId(item)},Item ${item},shoes,formal,An item,9.99`),
    )
    .join('\n');

const usersCsv = (count: number): string =>
  ['id,username,age,gender']
    .concat(Array.from({ length: count }, (_, user) => `${user + 1},user${user},${18 + (user % 60)},F`))
    .join('\n');

async function* member(
  path: string,
  size: number,
  content: Iterable<Buffer> | AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const header = Buffer.alloc(512);
  new Header({ path, type: 'File', size, mode: 0o644, uid: 0, gid: 0, mtime: new Date(0) }).encode(header);
  yield header;
  yield* content;
  yield Buffer.alloc((512 - (size % 512)) % 512);
}
