import { MIN_ROWS } from '@ecommerce-recommenders/personalize/import-rules';
import { CreationFailure } from '../errors';
import type { ImportFile } from './import-files';
import type { ParsedSchema } from './parsed-schema';
import { readRows } from './read-rows';
import { inSlices } from '../threads/in-slices';
import { RecordTable } from './record-table';

/** Reads items or users. @throws CreationFailure with the import job's failure reason */
export async function readRecords(
  files: readonly ImportFile[],
  schema: ParsedSchema,
  signal: AbortSignal,
): Promise<RecordTable> {
  const table = new RecordTable(schema);
  const rows = await readRows(
    files,
    schema,
    ({ bytes, fields, rows, width }, places) => {
      const put = (row: number): void =>
        table.put(
          places.map((place) => {
            const at = 2 * (row * width + place);
            return bytes.toString('utf8', fields[at], fields[at + 1]);
          }),
        );
      return inSlices(rows, put, signal);
    },
    signal,
  );
  if (rows < MIN_ROWS[schema.datasetType]) throw new CreationFailure('Input CSV has no rows.');
  return table;
}
