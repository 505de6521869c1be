import { setImmediate } from 'node:timers/promises';
import { lineOf, type CsvChunk } from '@ecommerce-recommenders/csv/csv-chunk';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { hasLineEnd } from '@ecommerce-recommenders/personalize/import-rules';
import { CreationFailure } from '../errors';
import { columnCheck, type ColumnCheck } from './column-check';
import type { ImportFile } from './import-files';
import type { ParsedSchema, SchemaColumn } from './parsed-schema';

/** Takes rows that satisfy the schema; entry `c` of `places` says which of a row's fields is column `c`. */
export type RowSink = (chunk: CsvChunk, places: readonly number[]) => void;

/**
 * Reads files of one schema and gives them on chunk by chunk. Columns are found by the header's names, in
 * any order, and those that the schema does not name are passed over.
 *
 * @returns the number of rows
 * @throws CreationFailure for a missing column or a value that breaks a rule; the first one is named
 */
export async function readRows(
  files: readonly ImportFile[],
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
        sink(chunk, places);
        rows += chunk.rows;
        // Requests that came meanwhile are answered now.
        await setImmediate();
        signal.throwIfAborted();
      }
    } finally {
      // One that is refused is not read to its end.
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

/** Whatever column it is in: the service reads a record a line. */
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
