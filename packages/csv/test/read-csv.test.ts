import { lineOf } from '../src/csv-chunk';
import { readCsv } from '../src/read-csv';
import { inPieces, rowsOf } from './rows-of';

it.each([
  ['LF line ends', 'a,b\n1,2\n3,4\n'],
  ['CRLF line ends', 'a,b\r\n1,2\r\n3,4\r\n'],
  ['a byte order mark', '\ufeffa,b\n1,2\n3,4\n'],
  ['a last line without a line end', 'a,b\n1,2\n3,4'],
  ['blank lines', 'a,b\n\n1,2\n\r\n3,4\n\n'],
  ['quoted values and header', '"a","b"\n"1",2\n"3","4"'],
  ['quoted values before CRLF', 'a,b\r\n1,"2"\r\n3,"4"\r\n'],
])('readCsv reads %s', async (_, content) => {
  const expected = ['ab', '12', '34'].map((row) => row.split(''));
  for (const pieceBytes of [1, 3, 65536]) expect(await rowsOf(content, { pieceBytes })).toEqual(expected);
});

it('readCsv reads a header alone, empty values, and backslashes before quotes, with doubled quotes beside them', async () => {
  expect(await rowsOf('a,b\n')).toEqual([['a', 'b']]);
  const empty = await rowsOf('a,b,c\n,,\n"",x,\n');
  expect(empty.map((row) => row.join('|'))).toEqual(['a|b|c', '||', '|x|']);
  const content = 'a,b\n"24\\" wide","C:\\\\x"\n"24"" wide",C:\\x\n';
  const rows = await rowsOf(content, { escape: '\\' });
  expect(rows.map((row) => row.join('|'))).toEqual(['a|b', '24" wide|C:\\x', '24" wide|C:\\x']);
});

it('readCsv knows the line of a row, blank lines and lines within values counted', async () => {
  const source = inPieces(Buffer.from('a\n\n1\n"2\n""\n"\n\n3\n'), 4);
  const { chunks } = await readCsv(source, { file: 'file.csv', escape: '"' });
  const lines: number[] = [];
  for await (const chunk of chunks) {
    for (let row = 0; row < chunk.rows; row++) lines.push(lineOf(chunk, row));
  }
  expect(lines).toEqual([3, 4, 8]);
});

it.each([
  ['too few fields', 'a,b\n1,2\n3\n', 'file.csv, line 3: has 1 field where the header has 2'],
  ['too many fields among quotes', 'a,b\n"1",2\n3,4,5\n', 'file.csv, line 3: has 3 fields'],
  ['an open quote', 'a,b\n1,2\n"3,4\n5,6\n', 'file.csv, line 3: has a quote that is never closed'],
  ['text behind a closing quote', 'a,b\n"1"x,2\n', 'file.csv, line 2: has text behind a closing quote'],
  ['a quote within a bare value', 'a,b\n1"x,2\n', 'file.csv, line 2: has a quote within a value'],
  ['an empty file', '', 'file.csv is empty'],
  ['Latin-1 text', Buffer.from('a,b\n1,2\nM\xfcller,3\n', 'latin1'), 'file.csv, line 3: is not UTF-8'],
  ['UTF-16 text', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), 'file.csv, line 1: is not UTF-8'],
  ['NUL bytes', 'a,b\n1,2\n3,\0\n', 'file.csv, line 3: is not UTF-8'],
])('readCsv fails on %s', async (_, content, message) => {
  await expect(rowsOf(content)).rejects.toThrow(message);
  await expect(rowsOf(content, { pieceBytes: 50_000 })).rejects.toThrow(message);
});
