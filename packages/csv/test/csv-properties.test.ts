import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvBuffer, type CsvEscape } from '../src/csv-buffer';
import { rowsOf } from './rows-of';

const escapes = fc.constantFrom<CsvEscape>('"', '\\');

const SPECIAL = fc.constantFrom('"', '\\', ',', '\n', '\r\n', 'é', '😀');
/** Text with CSV's special characters, and any other characters except NUL. */
const values = fc
  .string({ unit: fc.oneof(SPECIAL, fc.string({ maxLength: 3 })) })
  .map((text) => text.replaceAll('\0', ''));

const tables = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc.array(fc.array(values, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
  );

const quoted = (value: string, escape: CsvEscape): string =>
  `"${escape === '"' ? value.replaceAll('"', '""') : value.replace(/["\\]/g, '\\$&')}"`;

/** What CsvBuffer writes. */
function written(rows: readonly string[][], escape: CsvEscape): string {
  const buffer = new CsvBuffer(escape);
  for (const row of rows) {
    row.forEach((value, at) => {
      if (at > 0) buffer.comma();
      const bytes = Buffer.from(value);
      buffer.value(bytes, 0, bytes.length);
    });
    buffer.lineFeed();
  }
  return buffer.text().toString();
}

/** A table below a header, every value quoted. */
const textOf = (rows: readonly string[][], escape: CsvEscape): string =>
  [rows[0].map((_, at) => `c${at}`), ...rows]
    .map((row) => row.map((value) => quoted(value, escape)).join(','))
    .join('\n');

it('CSV is read as it was written and as csv-parse reads it, in pieces of any size', async () => {
  await fc.assert(
    fc.asyncProperty(tables, escapes, fc.integer({ min: 1, max: 40 }), async (rows, escape, pieceBytes) => {
      const text = textOf(rows, escape);
      const read = await rowsOf(text, { escape, pieceBytes });
      expect(read.slice(1)).toEqual(rows);
      expect(read).toEqual(parse(text, { escape, record_delimiter: '\n' }));
    }),
    { seed: 4, numRuns: 400 },
  );
});

it('CSV that CsvBuffer writes is what both readers read back, line ends within values made spaces', async () => {
  await fc.assert(
    fc.asyncProperty(tables, escapes, async (rows, escape) => {
      const header = rows[0].map((_, at) => `c${at}`);
      const text = written([header, ...rows], escape);
      const expected = rows.map((row) => row.map((value) => value.replace(/\r\n|[\r\n]/g, ' ')));
      // A row with one empty value is a blank line, so it is not a row.
      const kept = expected.filter((row) => row.length > 1 || row[0] !== '');
      expect((await rowsOf(text, { escape })).slice(1)).toEqual(kept);
      expect(parse(text, { escape, skip_empty_lines: true }).slice(1)).toEqual(kept);
    }),
    { seed: 5, numRuns: 400 },
  );
});

it('CSV quotes a value where it must, and no other', () => {
  const row = ['Sauté', 'a,b', "it's", '', '24" x', 'C:\\x'];
  expect(written([row], '\\')).toBe(`Sauté,"a,b",it's,,"24\\" x",C:\\x\n`);
});
