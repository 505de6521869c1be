import { SQL_TABLES } from '@ecommerce-recommenders/shop-data/contracts/functions/preparation-job';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { readArchive } from '@ecommerce-recommenders/shop-data/data/preparation/read-archive';
import { type PreparationSettings } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { trainingShare } from '@ecommerce-recommenders/shop-data/data/preparation/split';
import { type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { mappingSql } from '@ecommerce-recommenders/shop-data/data/mapping/sql/mapping-sql';
import { type SqlPreparation } from '@ecommerce-recommenders/tools/glue-script/prepare-with-sql';
import { memorySink } from '../support/memory-sink';
import { filesOf, runSql, type Files, type Shop } from './both-ways';

/** What the default mapping is compiled to. */
export const DEFAULT_SQL = mappingSql(null, 0);
export const SETTINGS: PreparationSettings = {
  holdout: 0.1,
  eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
  escape: '\\',
};

export type OpenArchive = () => Promise<AsyncIterable<Buffer>>;

/** The function's output for an archive. */
export async function byFunction(openArchive: OpenArchive, settings: PreparationSettings): Promise<Files> {
  const sink = memorySink();
  await prepareData({ openArchive, settings, sink });
  return filesOf(sink);
}

/** The Glue job of the workshop's columns. */
export function jobOf(settings: PreparationSettings): Omit<SqlPreparation, 'files'> {
  const { eventTypes, holdout, holdoutBy = 'user' } = settings;
  return { ...DEFAULT_SQL, eventTypes, trainingShare: trainingShare(holdout), holdoutBy };
}

/** The SQL's output for the archive's tables. */
export const bySql = async (open: OpenArchive, settings: PreparationSettings): Promise<Files> =>
  runSql(jobOf(settings), await partsOf(open));

/** The tables of an archive as CSV parts, the interactions in several. */
export async function partsOf(open: OpenArchive, count = 1): Promise<Shop> {
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

/** A table split into several parts, each with the header; one with quotes stays whole. */
function splitInto(count: number, table: Buffer): (Buffer | string)[] {
  if (count === 1) return [table];
  const [header, ...lines] = table.toString().split('\n').slice(0, -1);
  const size = Math.ceil(lines.length / count);
  return Array.from({ length: count }, (_, index) =>
    [header, ...lines.slice(index * size, (index + 1) * size), ''].join('\n'),
  );
}
