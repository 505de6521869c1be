import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQL_TABLES } from '@ecommerce-recommenders/shop-data/contracts/functions/preparation-job';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { readArchive } from '@ecommerce-recommenders/shop-data/data/preparation/read-archive';
import { type PreparationSettings } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { trainingShare } from '@ecommerce-recommenders/shop-data/data/preparation/split';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { type TableFile } from '@ecommerce-recommenders/tools/glue-script/load-table';
import { mappingSql } from '@ecommerce-recommenders/shop-data/data/mapping/sql/mapping-sql';
import {
  prepareWithSql,
  type SqlPreparation,
} from '@ecommerce-recommenders/tools/glue-script/prepare-with-sql';
import { memorySink } from '../support/memory-sink';

/** What the default mapping is compiled to. */
export const DEFAULT_SQL = mappingSql(null, 0);
export const SETTINGS: PreparationSettings = {
  holdout: 0.1,
  eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
  escape: '\\',
};

export type OpenArchive = () => Promise<AsyncIterable<Buffer>>;
/** Header and lines by name, in any order. */
export type Files = Record<string, readonly string[]>;

/** The function's output for an archive. */
export async function byFunction(openArchive: OpenArchive, settings: PreparationSettings): Promise<Files> {
  const sink = memorySink();
  await prepareData({ openArchive, settings, sink });
  const files = Object.entries(sink.files).map(([name, text]) => [name, text.split('\n').slice(0, -1)]);
  return Object.fromEntries(files) as Files;
}

/** With the lines in a fixed order. */
export const sorted = (files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([name, [header, ...lines]]) => [name, [header, ...lines.sort()]]),
  );

/** The Glue job of the workshop's columns. */
export const jobOf = ({
  eventTypes,
  holdout,
  holdoutBy = 'user',
}: PreparationSettings): Omit<SqlPreparation, 'files'> => ({
  ...DEFAULT_SQL,
  eventTypes,
  trainingShare: trainingShare(holdout),
  holdoutBy,
});

/** The SQL's output for the archive's tables, with the interactions in several parts. */
export async function bySql(
  openArchive: OpenArchive,
  settings: PreparationSettings,
  partCount = 1,
): Promise<Files> {
  const folder = mkdtempSync(join(tmpdir(), 'parts-'));
  try {
    const writeParts = (type: DatasetType, count: number) => async (body: AsyncIterable<Buffer>) => {
      const pieces: Buffer[] = [];
      for await (const piece of body) pieces.push(Buffer.from(piece));
      return splitInto(count, Buffer.concat(pieces)).map((text, index): TableFile => {
        const path = join(folder, `${type}-${index}.csv`);
        writeFileSync(path, text);
        return { name: `s3://shop/${type}-${index}.csv`, path };
      });
    };
    const parts = await readArchive(await openArchive(), {
      INTERACTIONS: writeParts('INTERACTIONS', partCount),
      ITEMS: writeParts('ITEMS', 1),
      USERS: writeParts('USERS', 1),
    });
    expect(Object.keys(parts).sort()).toEqual([...DATASET_TYPES].sort());
    const files: Files = {};
    const named = Object.entries(parts).map(([type, some]) => [SQL_TABLES[type as DatasetType], some]);
    const preparation = {
      ...jobOf(settings),
      files: Object.fromEntries(named) as Record<string, TableFile[]>,
    };
    for await (const { name, header, lines } of prepareWithSql(preparation)) {
      const all: string[] = [];
      for await (const some of lines) all.push(...some);
      files[name] = [header, ...all];
    }
    return files;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A table split into several parts, each with the header; one with quotes stays whole. */
export function splitInto(count: number, table: Buffer): (Buffer | string)[] {
  if (count === 1) return [table];
  const [header, ...lines] = table.toString().split('\n').slice(0, -1);
  const size = Math.ceil(lines.length / count);
  return Array.from({ length: count }, (_, index) =>
    [header, ...lines.slice(index * size, (index + 1) * size), ''].join('\n'),
  );
}
