import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import type { HoldoutBy } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { trainingShare } from '@ecommerce-recommenders/shop-data/data/preparation/split';
import { fileMatcher } from '@ecommerce-recommenders/shop-data/data/files/file-matcher';
import { eventTypesOf, tablesOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import { mappedTables } from '@ecommerce-recommenders/shop-data/data/mapping/mapped-tables';
import { parseMapping } from '@ecommerce-recommenders/shop-data/data/mapping/parse-mapping';
import { mappingSql } from '@ecommerce-recommenders/shop-data/data/mapping/sql/mapping-sql';
import {
  prepareWithSql,
  type SqlPreparation,
} from '@ecommerce-recommenders/tools/glue-script/prepare-with-sql';
import { memoryFiles } from '../../packages/shop-data/test/data/mapping/memory-shop';
import { memorySink, type MemorySink } from '../support/memory-sink';

const EVENT_TYPES = { seen: 'View', bought: 'Purchase' };

/** Files by path. */
export type Shop = Readonly<Record<string, string | Buffer>>;
/** Header and lines by name. */
export type Files = Record<string, readonly string[]>;

export interface Options {
  readonly maxBadRows?: number;
  readonly holdout?: number;
  readonly holdoutBy?: HoldoutBy;
}

/** What the function makes of a shop's own files. */
export async function byFunction(
  raw: object,
  shop: Shop,
  { maxBadRows = 0, holdout = 0.3, holdoutBy = 'user' }: Options,
): Promise<Files> {
  const mapping = parseMapping(raw);
  const files = memoryFiles(shop, 1 << 16);
  const { readTables } = mappedTables({ files, mapping, eventTypes: EVENT_TYPES, maxBadRows });
  const sink = memorySink();
  const eventTypes = eventTypesOf(mapping, EVENT_TYPES);
  const settings = { holdout, holdoutBy, eventTypes, escape: '\\' } as const;
  await prepareData({ readTables, settings, sink, datasets: tablesOf(mapping) });
  return sortedFiles(filesOf(sink));
}

/** The Glue job of a mapping. */
export function jobOf(
  raw: object,
  { maxBadRows = 0, holdout = 0.3, holdoutBy = 'user' }: Options,
): Omit<SqlPreparation, 'files'> {
  const mapping = parseMapping(raw);
  const eventTypes = eventTypesOf(mapping, EVENT_TYPES);
  return { ...mappingSql(mapping, maxBadRows), eventTypes, trainingShare: trainingShare(holdout), holdoutBy };
}

/** What the SQL of the Glue job makes of them in DuckDB. */
export const bySql = async (raw: object, shop: Shop, options: Options): Promise<Files> =>
  sortedFiles(await runSql(jobOf(raw, options), shop));

/** The files of a job in DuckDB. */
export async function runSql(job: Omit<SqlPreparation, 'files'>, shop: Shop): Promise<Files> {
  const folder = mkdtempSync(join(tmpdir(), 'own-'));
  try {
    const paths = Object.keys(shop).sort();
    for (const [at, path] of paths.entries()) writeFileSync(join(folder, String(at)), shop[path]);
    const inputs = Object.entries(job.tables.tables).map(([name, { globs }]) => {
      const matches = fileMatcher(globs);
      const files = paths.flatMap((path, at) =>
        matches(path) ? [{ name: path, path: join(folder, String(at)) }] : [],
      );
      return [name, files] as const;
    });
    const files: Record<string, string[]> = {};
    const results = prepareWithSql({ ...job, files: Object.fromEntries(inputs) });
    for await (const { name, header, lines } of results) {
      files[name] = [header];
      for await (const some of lines) files[name].push(...some);
    }
    return files;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Header and lines of what a sink holds. */
export const filesOf = ({ files }: MemorySink): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.split('\n').slice(0, -1)]));

export const sortedFiles = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, lines]) => [name, sorted(lines)]));

/** The lines of a file in a fixed order, below its header. */
export const sorted = ([header, ...lines]: readonly string[]): string[] => [header, ...lines.sort()];

/** A CSV table, every value in quotes. Rows of text have a | between their values. */
export const csv = (...rows: readonly (string | readonly (string | number)[])[]): string =>
  rows
    .map((row) => (typeof row === 'string' ? row.split('|') : row))
    .map((row) => `${row.map((value) => `"${String(value).replaceAll('"', '""')}"`).join(',')}\n`)
    .join('');
