import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { inPieces } from '../../../../csv/test/rows-of';
import { readCsvRecords } from '../../../src/data/files/read-csv-records';
import type { CsvDialect } from '@ecommerce-recommenders/csv/scanner';

const USUAL: CsvDialect = { delimiter: ',', quote: '"' };

/** Reads text with the columns a and b, in pieces of a given size. */
async function read(text: string, { dialect = USUAL, size = Infinity } = {}) {
  const file = await readCsvRecords(inPieces(Buffer.from(text), size), 'shop.csv', dialect);
  const columns = ['a', 'b'].map((name) => file.column(name));
  const found = { rows: [] as string[][], lines: [] as number[], broken: [] as string[] };
  for await (const { records, lineOf, broken } of file.batches) {
    found.rows.push(...records.map((record) => columns.map((column) => column(record))));
    found.lines.push(...records.map((_, at) => lineOf(at)));
    found.broken.push(...broken.map(({ line, problem }) => `${line} ${problem}`));
  }
  return found;
}

it('the reader of CSV records reads what csv-parse reads, in pieces of any size', async () => {
  const values = ['x', 'long enough for a slice', 'é'];
  const token = fc.constantFrom('"', '""', ',', ';', ...values, '\n', '\r\n', '\r');
  const dialects = [USUAL, { delimiter: ';', quote: "'" }, { delimiter: '\t', quote: '"' }];
  const dialect = fc.constantFrom<CsvDialect>(...dialects);
  await fc.assert(
    fc.asyncProperty(
      fc.array(token, { maxLength: 40 }),
      dialect,
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.integer({ min: 1, max: 9 }),
      async (tokens, dialect, rowEnd, size) => {
        const text = `a${dialect.delimiter}b${rowEnd}${tokens.join('').replaceAll('"', dialect.quote)}`;
        const { delimiter, quote } = dialect;
        let expected: string[][] | undefined;
        try {
          expected = parse(text, {
            ...{ delimiter, quote, escape: quote, relax_quotes: true },
            ...{ relax_column_count: true, skip_empty_lines: true },
          });
        } catch {
          return expect(read(text, { dialect, size })).rejects.toThrow('a quote that is never closed');
        }
        const { rows, broken } = await read(text, { dialect, size });
        const whole = expected.slice(1).filter(({ length }) => length === 2);
        expect(rows).toEqual(whole);
        expect(broken).toHaveLength(expected.length - 1 - whole.length);
      },
    ),
    { seed: 7, numRuns: 400 },
  );
});

it('the reader of CSV records names the line in which each row begins, after blank lines and line ends within values', async () => {
  const text = 'a,b\r\n"1\r\n2",x\r\n\r\n3,4\r\n5\r\n6,7';
  const { lines, broken } = await read(text, { size: 3 });
  expect(lines).toEqual([2, 5, 7]);
  expect(broken).toEqual(['6 has 1 value instead of 2']);
});

it('the reader of CSV records takes no line end above the names for that of the rows', async () => {
  const { rows, lines } = await read('# A report\r\n\r\na,b\r\n1,2\r\n3,"4"\r\n', { size: 4 });
  expect(rows.map((row, at) => `${lines[at]} ${row.join()}`)).toEqual(['4 1,2', '5 3,4']);
});

it('the reader of CSV records reads a delimiter and a quote of several bytes, in pieces of any size', async () => {
  const text = 'a§b\n“1§“““§2\n3§4\n';
  const dialect = { delimiter: '§', quote: '“' };
  for (const size of [1, 2, 3, Infinity]) {
    const { rows } = await read(text, { dialect, size });
    expect(rows.map((row) => row.join())).toEqual(['1§“,2', '3,4']);
  }
});

const ENDLESS = `3,"${'4\n'.repeat(600_000)}",5\n`;
it.each([
  ['a quote that is never closed', '3,"4\n5,6\n', Infinity, 'has a quote that is never closed'],
  ['a megabyte, in pieces', ENDLESS, 16_000, 'is longer than 1,048,576 characters'],
  ['a megabyte', ENDLESS, Infinity, 'is longer than 1,048,576 characters'],
])('the reader of CSV records fails for a row of %s, at its line', async (_what, row, size, problem) => {
  await expect(read(`a,b\n1,2\n${row}`, { size })).rejects.toThrow(`shop.csv, line 3: ${problem}`);
});

it('the reader of CSV records keeps values that are still in use when the next piece has come', async () => {
  const rows = Array.from({ length: 500 }, (_, at) => [`the number ${at} of a row`, `${at}`]);
  const text = `a,b\n${rows.map((row) => `${row.join(',')}\n`).join('')}`;
  expect((await read(text, { size: 64 })).rows).toEqual(rows);
});
