import { randomBytes } from 'node:crypto';
import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { DataError } from '@ecommerce-recommenders/csv/data-error';
import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { readRecords } from '../files/read-records';
import { MatchingFiles, type ShopFiles } from '../files/shop-files';
import type { Results } from '../preparation/read-archive';
import type { ReadTables } from '../preparation/read-passes';
import { eventTypesOf } from './datasets-of';
import { readTogether, type Piece } from './read-together';
import type { ShopMapping } from './mapping';
import { badLines, type TableReport } from './mapping-report';
import { tablePlan } from './table-plan';
import { TableRows } from './table-rows';
import { userHash } from './user-hash';

/** A shop's files and their mapping. */
export interface MappedShop {
  readonly files: ShopFiles;
  /** Null if the files have the columns of the workshop's archive. */
  readonly mapping: ShopMapping | null;
  readonly eventTypes: Readonly<Record<string, string>>;
  /** Maximum number of bad rows in all tables together. They are left out. */
  readonly maxBadRows: number;
  /** Key for hashing user ids, if the mapping asks for hashes. @default - a random key, which suffices for counting */
  readonly userKey?: Uint8Array;
}

/** The canonical tables of a shop's own files. */
export interface MappedTables {
  /** Opens a table as canonical CSV, which is made while it is read. It can be opened several times. */
  readonly openTable: (type: DatasetType) => Promise<AsyncIterable<Buffer>>;
  /** Reads several tables, in one pass over the files if the tables use the same format. */
  readonly readTables: ReadTables;
  /** Reports on the records of all tables that were read to their end. */
  readonly reports: () => readonly TableReport[];
}

/**
 * Maps a shop's own files to canonical tables.
 *
 * If there are more bad rows than allowed, the tables' streams throw an Error that lists them by reason with their first places.
 */
export function mappedTables({
  files,
  mapping,
  eventTypes,
  maxBadRows,
  userKey = randomBytes(32),
}: MappedShop): MappedTables {
  const reports = new Map<DatasetType, TableReport>();
  const types = eventTypesOf(mapping, eventTypes);
  const tableOf = (type: DatasetType): TableRows =>
    new TableRows(tablePlan(mapping, type), types, userHash(userKey));
  const pieces = (tables: readonly TableRows[]): AsyncGenerator<Piece<TableRows>> =>
    readPieces(files, tables, ({ plan, counts }) => {
      reports.set(plan.type, counts.report());
      refuseBadRows(inOrder(reports), maxBadRows);
    });
  return {
    openTable: async (type) => bytesOf(pieces([tableOf(type)])),
    readTables: async (visitors) => {
      const results: Partial<Record<DatasetType, unknown>> = {};
      const tables = DATASET_TYPES.filter((type) => visitors[type] !== undefined).map(tableOf);
      for (const some of alikeTables(tables)) {
        const read = await readTogether(pieces(some), some, ({ plan }) => visitors[plan.type]!);
        for (const [{ plan }, result] of read) results[plan.type] = result;
      }
      // At this point every visitor has been called.
      return results as Results<typeof visitors>;
    },
    reports: () => inOrder(reports),
  };
}

const inOrder = (reports: ReadonlyMap<DatasetType, TableReport>): TableReport[] =>
  DATASET_TYPES.flatMap((type) => reports.get(type) ?? []);

/** Groups tables that can be read in one pass, because they parse the files in the same way. */
function alikeTables(tables: readonly TableRows[]): TableRows[][] {
  const groups = new Map<string, TableRows[]>();
  for (const table of tables) {
    const { format, encoding, delimiter, quote, unroll } = table.plan.files;
    const key = JSON.stringify([format, encoding, delimiter, quote, unroll]);
    groups.set(key, [...(groups.get(key) ?? []), table]);
  }
  return [...groups.values()];
}

async function* bytesOf(pieces: AsyncIterable<Piece<TableRows>>): AsyncGenerator<Buffer> {
  for await (const { bytes } of pieces) if (bytes) yield bytes;
}

/** Reads the files once for all tables. @param atEnd - called before a table ends */
async function* readPieces(
  files: ShopFiles,
  tables: readonly TableRows[],
  atEnd: (table: TableRows) => void,
): AsyncGenerator<Piece<TableRows>> {
  for (const table of tables) {
    yield* piecesOf(table, table.header());
    await table.join(files);
  }
  const matching = tables.map((table) => ({
    table,
    files: new MatchingFiles([table.plan.files.files].flat()),
  }));
  for await (const file of files.all()) {
    const readers = matching.filter(({ files }) => files.takes(file.path)).map(({ table }) => table);
    if (readers.length === 0) continue;
    for await (const records of readRecords(file, readers[0].plan.files)) {
      for (const table of readers) table.open(records, file.path);
      for await (const batch of records.batches)
        for (const table of readers) yield* piecesOf(table, table.add(batch));
    }
  }
  for (const { table, files } of matching) {
    files.refuseNone();
    yield* piecesOf(table, table.derivedRows());
    atEnd(table);
    yield { of: table };
  }
}

function* piecesOf(table: TableRows, pieces: Iterable<Buffer>): Generator<Piece<TableRows>> {
  for (const bytes of pieces) yield { of: table, bytes };
}

function refuseBadRows(reports: readonly TableReport[], maxBadRows: number): void {
  const bad = reports.flatMap((report) => report.bad);
  const rows = bad.reduce((sum, kind) => sum + kind.rows, 0);
  if (rows <= maxBadRows) return;
  throw new DataError(
    `${countInWords(rows, 'row')} cannot be read, allowed are ${grouped(maxBadRows)} (maxBadRows):\n` +
      `${badLines(bad).join('\n')}\n` +
      'Correct the mapping or the files, leave the rows out with a condition under "drop", or allow them with maxBadRows',
  );
}
