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
  it('quotes a value only where it must', () => {
    expect(textOf([['Sauté Pan', 'a,b', "it's", '', '3.50', 'C:\\x']], '\\')).toBe(
      'Sauté Pan,"a,b",it\'s,,3.50,C:\\x\n',
    );
  });

  it('puts a backslash before quotes and backslashes within a quoted value', () => {
    expect(textOf([['24" wide', 'a\\b,c']], '\\')).toBe('"24\\" wide","a\\\\b,c"\n');
  });

  it('doubles quotes where asked to', () => {
    expect(textOf([['24" wide', 'a\\b,c']], '"')).toBe('"24"" wide","a\\b,c"\n');
  });

  it('makes a space of a line end within a value', () => {
    expect(textOf([['a\nb', 'c\r\nd', 'e\rf']], '\\')).toBe('"a b","c d","e f"\n');
  });
});
