import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { SQL_TABLES } from '@ecommerce-recommenders/shop-data/contracts/functions/preparation-job';
import { readArchive } from '@ecommerce-recommenders/shop-data/data/preparation/read-archive';
import type { Shop } from './both-ways';
import { splitInto, type OpenArchive } from './prepared-both-ways';

/** The tables of an archive as CSV parts, the interactions in several. */
export async function partsOf(open: OpenArchive, count: number): Promise<Shop> {
  const wholeOf = async (body: AsyncIterable<Buffer>): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    for await (const piece of body) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces);
  };
  const tables = await readArchive(await open(), { INTERACTIONS: wholeOf, ITEMS: wholeOf, USERS: wholeOf });
  return Object.fromEntries(
    Object.entries(tables).flatMap(([type, table]) =>
      splitInto(type === 'INTERACTIONS' ? count : 1, table).map(
        (part, at) => [`${SQL_TABLES[type as DatasetType]}/${at}.csv`, part] as const,
      ),
    ),
  );
}
