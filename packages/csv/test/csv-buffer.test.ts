import { CsvBuffer, type CsvEscape } from '../src/csv-buffer';

const textOf = (rows: readonly string[][], escape: CsvEscape): string => {
  const buffer = new CsvBuffer(escape);
  for (const row of rows) {
    row.forEach((value, index) => {
      if (index > 0) buffer.comma();
      const bytes = Buffer.from(value);
      buffer.value(bytes, 0, bytes.length);
    });
    buffer.lineFeed();
  }
  return buffer.text().toString();
};

describe('CsvBuffer', () => {
  it.each<[string, string[], CsvEscape, string]>([
    ['quotes a value where it must', ['Sauté', 'a,b', "it's", '', 'C:\\x'], '\\', 'Sauté,"a,b",it\'s,,C:\\x'],
    ['puts a backslash before quotes and backslashes', ['24" x', 'a\\b,c'], '\\', '"24\\" x","a\\\\b,c"'],
    ['doubles quotes where asked to', ['24" x', 'a\\b,c'], '"', '"24"" x","a\\b,c"'],
    ['makes a space of a line end', ['a\nb', 'c\r\nd', 'e\rf'], '\\', '"a b","c d","e f"'],
  ])('%s', (_what, row, escape, text) => {
    expect(textOf([row], escape)).toBe(`${text}\n`);
  });
});
