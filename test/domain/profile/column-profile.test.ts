import { columnProfile, type ColumnProfile } from '../../../domain/profile/column-profile';
import { ColumnValues } from '../../../domain/profile/column-values';

function profileOf(texts: readonly string[], isPersonal = false): ColumnProfile {
  const values = new ColumnValues();
  for (const text of texts) {
    const bytes = Buffer.from(text);
    values.add(bytes, 0, bytes.length);
  }
  return columnProfile('column', values, isPersonal);
}

describe('a column’s profile', () => {
  it.each([
    ['empty', ['', '']],
    ['whole number', ['1', '-2', '']],
    ['number', ['1', '2.5', '1e3']],
    ['text', ['1', '2.5', 'x']],
    ['text', ['1e999']],
    ['text', ['-1', '9'.repeat(400)]],
  ])('guesses %s of %j', (type, texts) => {
    expect(profileOf(texts).type).toBe(type);
  });

  it('takes a megabyte of digits that ends in a letter for text, in steps by its length', () => {
    expect(profileOf([`${'1'.repeat(1_000_000)}x`], true).type).toBe('text');
  });

  it('summarises numbers by how often each occurs', () => {
    expect(profileOf(['4', '1', '1', '10', '', '4', '4', '4']).numbers).toEqual({
      min: 1,
      lowerQuartile: 1,
      median: 4,
      upperQuartile: 4,
      max: 10,
      mean: 4,
    });
  });

  it('names the most frequent values, equal ones in order', () => {
    expect(profileOf(['b', 'c', 'a', 'c']).top).toEqual([
      { value: 'c', rows: 2 },
      { value: 'a', rows: 1 },
      { value: 'b', rows: 1 },
    ]);
  });

  it('counts what may identify people and keeps it back', () => {
    expect(profileOf(['1', '2', ''], true)).toEqual({
      name: 'column',
      type: 'whole number',
      missing: 1,
      distinct: 2,
      isEstimate: false,
      isPersonal: true,
      top: [],
    });
  });
});
