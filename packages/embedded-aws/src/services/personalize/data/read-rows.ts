import { setImmediate } from 'node:timers/promises';
import { lineOf, type CsvChunk } from '@ecommerce-recommenders/csv/csv-chunk';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { hasLineEnd } from '@ecommerce-recommenders/personalize/import-rules';
import { CreationFailure } from '../errors';
import { columnCheck, type ColumnCheck } from './column-check';
import type { SourceFile } from './import-files';
import type { ParsedSchema, SchemaColumn } from './parsed-schema';

/** Receives valid rows; `places[c]` is the field index of column `c`. */
export type RowSink = (chunk: CsvChunk, places: readonly number[]) => void | Promise<void>;

/**
 * Reads files of one schema and passes them on in chunks. Columns are matched by header name, in any order;
 * unknown ones are ignored.
 *
 * @returns the number of rows
 * @throws CreationFailure for the first missing column or invalid value
 */
export async function readRows(
  files: readonly SourceFile[],
  { columns }: ParsedSchema,
  sink: RowSink,
  signal: AbortSignal,
): Promise<number> {
  const checks = columns.map(columnCheck);
  let rows = 0;
  for (const { name, open } of files) {
    const body = await open();
    try {
      const csv = await readCsv(body, { file: name, escape: '\\' });
      const places = placesOf(columns, csv.columns);
      for await (const chunk of csv.chunks) {
        checkChunk(chunk, places, checks, name);
        if (!chunk.isPlain) refuseLineEnds(chunk, name);
        await sink(chunk, places);
        rows += chunk.rows;
        // Yields, so that waiting requests are served.
        await setImmediate();
        signal.throwIfAborted();
      }
    } finally {
      // A rejected file is not read to its end.
      body.destroy();
    }
  }
  return rows;
}

function placesOf(columns: readonly SchemaColumn[], header: readonly string[]): number[] {
  const missing = columns.filter(({ name }) => !header.includes(name)).map(({ name }) => name);
  if (missing.length > 0)
    throw new CreationFailure(`Input CSV is missing the following columns:[${missing.join(', ')}].`);
  return columns.map(({ name }) => header.indexOf(name));
}

/** In any column: the service reads one record per line. */
function refuseLineEnds(chunk: CsvChunk, file: string): void {
  const { bytes, fields, rows, width } = chunk;
  for (let row = 0; row < rows; row++) {
    const first = 2 * row * width;
    if (!hasLineEnd(bytes, fields[first], fields[first + 2 * width - 1])) continue;
    throw new CreationFailure(`A record must be on a single line. See ${file}, line ${lineOf(chunk, row)}.`);
  }
}

function checkChunk(
  chunk: CsvChunk,
  places: readonly number[],
  checks: readonly ColumnCheck[],
  file: string,
): void {
  const { bytes, fields, rows, width } = chunk;
  for (let column = 0; column < checks.length; column++) {
    const check = checks[column];
    for (let row = 0, at = 2 * places[column]; row < rows; row++, at += 2 * width) {
      const fault = check(bytes, fields[at], fields[at + 1]);
      if (fault !== undefined) throw new CreationFailure(`${fault} See ${file}, line ${lineOf(chunk, row)}.`);
    }
  }
}
