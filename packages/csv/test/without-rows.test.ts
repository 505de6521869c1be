import fc from 'fast-check';
import type { CsvEscape } from '../src/csv-buffer';
import { csvText } from '../src/csv-buffer';
import { withoutRows } from '../src/without-rows';
import { inPieces } from './rows-of';

async function without(text: string, value: string, escape: CsvEscape = '"', size = 7) {
  const source = inPieces(Buffer.from(text), size);
  const gone = { column: 'id', values: [value] };
  const reduced = await withoutRows(source, { file: 'f.csv', escape }, gone);
  const pieces: Buffer[] = [];
  for await (const piece of reduced.pieces) pieces.push(piece);
  const { removed, hasColumn } = reduced;
  return { text: Buffer.concat(pieces).toString(), removed, hasColumn };
}

it.each([
  ['quoted and plain, which are one value', 'id,n\n"ann",1\nann,2\n"bob",3\n', 'ann', 'id,n\n"bob",3\n'],
  ['line ends within values', 'id,n\nbob,"1\n2"\nann,"3\n4"\ncid,3\n', 'ann', 'id,n\nbob,"1\n2"\ncid,3\n'],
  ['CRLF and a byte order mark', '\ufeffid,n\r\nann,1\r\nbob,2\r\n', 'ann', '\ufeffid,n\r\nbob,2\r\n'],
  ['a last line without an end', 'id,n\nbob,1\nann,2', 'ann', 'id,n\nbob,1\n'],
  ['a last line without an end that stays', 'id,n\nann,1\nbob,2', 'ann', 'id,n\nbob,2'],
  ['no rows', 'id,n', 'ann', 'id,n'],
])('a CSV file without some rows leaves exactly the others: %s', async (_what, text, value, left) => {
  for (const size of [1, 2, 5, 1000]) expect((await without(text, value, '"', size)).text).toBe(left);
});

it('a CSV file without some rows is the file where no column has the name, and has none of the blank lines between its pieces', async () => {
  const { text, removed } = await without('id,n\n\n\n\nann,1\n\n\nbob,2\n\n', 'ann', '"', 1);
  expect([text, removed]).toEqual(['id,n\nbob,2\n', 1]);
  const other = 'item,n\nann,1\n';
  expect(await without(other, 'ann')).toEqual({ text: other, removed: 0, hasColumn: false });
});

it('a CSV file without some rows fails on a row that cannot be read, by its line', async () => {
  await expect(without('id,n\nbob,1\nann,1,2\n', 'ann')).rejects.toThrow('f.csv, line 3: has 3 fields');
});

it('a CSV file without some rows holds all other rows, byte for byte, whatever the values', async () => {
  const id = fc.constantFrom('ann', 'anna', 'a,n', 'a"n', 'a\\n', 'a b', 'ä');
  const value = fc.string({ unit: fc.constantFrom('x', ',', '"', '\\', 'ü'), maxLength: 4 });
  const sizes = fc.integer({ min: 1, max: 40 });
  const escapes = fc.constantFrom<CsvEscape>('"', '\\');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(value, id)), id, escapes, sizes, async (rows, gone, escape, size) => {
      const write = (some: readonly (readonly string[])[]): string =>
        [['n', 'id'], ...some]
          .map((row) => `${row.map((one) => csvText(one, escape).toString()).join()}\n`)
          .join('');
      const left = rows.filter(([, one]) => one !== gone);
      const { text, removed } = await without(write(rows), gone, escape, size);
      expect(text).toBe(write(left));
      expect(removed).toBe(rows.length - left.length);
    }),
    { numRuns: 300 },
  );
});
