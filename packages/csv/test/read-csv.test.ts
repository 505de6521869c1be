import { lineOf } from '../src/csv-chunk';
import { readCsv } from '../src/read-csv';
import { inPieces, rowsOf } from './rows-of';

const GIGABYTE = 1024 ** 3;

/** An endless file after its first lines, with a counter of how much was read. */
function long(start: string, piece = Buffer.alloc(64 * 1024, 'x'), sizeBytes = GIGABYTE) {
  let bytes = 0;
  async function* pieces(): AsyncGenerator<Buffer> {
    yield Buffer.from(start);
    for (; bytes < sizeBytes; bytes += piece.length) yield piece;
  }
  return { source: pieces(), readBytes: () => bytes };
}

async function readThrough(source: AsyncIterable<Buffer>, onChunk = (): void => {}): Promise<number> {
  let rows = 0;
  const { chunks } = await readCsv(source, { file: 'file.csv', escape: '"' });
  for await (const chunk of chunks) {
    rows += chunk.rows;
    onChunk();
  }
  return rows;
}

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

it('readCsv reads backslashes before quotes, with doubled quotes beside them', async () => {
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
  ['CR line ends', 'a,b\r1,2\r3,4\r', 'file.csv, line 1: ends lines with CR only'],
  ['CR line ends without end', 'a,b\r1,2\r'.repeat(300_000), 'file.csv, line 1: ends lines with CR only'],
  ['CR line ends behind the header', 'a,b\n1,2\r3,4\r', 'file.csv, line 2: has 3 fields'],
  ['big-endian UTF-16', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le').swap16(), 'line 1: is not UTF-8 text'],
  ['a NUL byte in the header', 'a\0,b\n1,2\n', 'file.csv, line 1: is not UTF-8 text'],
  ['half a surrogate pair', Buffer.from('a,b\n1,\xed\xa0\x80\n', 'latin1'), 'line 2: is not UTF-8 text'],
  ['a quote in the header that is never closed', '"a,b\n1,2\n', 'line 1: must be the column names'],
  [
    'a column twice, whose name drives terminals',
    '\x1b]0;x\x07,\x1b]0;x\x07\n',
    'line 1: has the column "\\u{1b}]0;x\\u{7}" more than once',
  ],
])('a CSV file fails with its line when it has %s', async (_, content, message) => {
  await expect(rowsOf(content)).rejects.toThrow(message);
  await expect(rowsOf(content, { pieceBytes: 50_000 })).rejects.toThrow(message);
});

it.each<[string, string, string[][]]>([
  ['the names of prototypes', '__proto__,constructor\ntoString,__proto__\n', [['toString', '__proto__']]],
  ['escape sequences and bidi controls', 'a,b\n\x1b[31m,\u202eabc\n', [['\x1b[31m', '\u202eabc']]],
  ['a byte order mark within', 'a,b\n\ufeffx,1\n', [['\ufeffx', '1']]],
  ['nothing but line ends behind the header', `a,b\n${'\r\n'.repeat(100_000)}`, []],
  ['a field of almost a megabyte', `a,b\n${'x'.repeat(1_000_000)},1\n`, [['x'.repeat(1_000_000), '1']]],
])('a hostile CSV file is read as it is when it has %s', async (_, content, rows) => {
  const [, ...read] = await rowsOf(content);
  expect(read).toEqual(rows);
});

it.each([
  ['a field', 'a,b\n1,', 'file.csv, line 2: is longer than 1,048,576 bytes'],
  ['a quoted field', 'a,b\n1,2\n1,"', 'file.csv, line 3: is longer than 1,048,576 bytes'],
  ['a header', 'a,', 'file.csv, line 1: must be the column names'],
])('hostile CSV fails within two megabytes of %s of a gigabyte', async (_, start, message) => {
  const { source, readBytes } = long(start);
  await expect(readThrough(source)).rejects.toThrow(message);
  expect(readBytes()).toBeLessThan(2 * 1024 * 1024);
});

it('a hostile CSV file takes 100,000 columns and names the one that is there twice', async () => {
  const columns = Array.from({ length: 100_000 }, (_, index) => `c${index}`);
  expect(await rowsOf(columns.join(','))).toEqual([columns]);
  await expect(rowsOf([...columns, 'c7'].join(','))).rejects.toThrow('line 1: has the column "c7" more');
});

it('a hostile CSV file keeps no more than a few megabytes of a quarter of a gigabyte of rows', async () => {
  const row = '0123456789,"quoted, twice",0123456789\n';
  const piece = Buffer.from(row.repeat(2_000));
  const { source } = long('a,b,c\n', piece, GIGABYTE / 4);
  const before = process.memoryUsage().arrayBuffers;
  let largest = 0;
  const rows = await readThrough(source, () => {
    largest = Math.max(largest, process.memoryUsage().arrayBuffers - before);
  });
  expect(rows).toBe(Math.ceil(GIGABYTE / 4 / piece.length) * 2_000);
  expect(largest).toBeLessThan(64 * 1024 * 1024);
});
