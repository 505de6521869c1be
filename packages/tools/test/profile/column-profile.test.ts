import { columnProfile, ColumnValues, isPersonalColumn } from '../../src/profile/column-profile';

function valuesOf(texts: Iterable<string>, maxValues?: number): ColumnValues {
  const values = new ColumnValues(maxValues);
  for (const text of texts) {
    const bytes = Buffer.from(`before${text}after`);
    values.add(bytes, 6, bytes.length - 5);
  }
  return values;
}
const profileOf = (texts: readonly string[], isPersonal = false) =>
  columnProfile('column', valuesOf(texts), isPersonal);

it.each([
  ['empty', ['', '']],
  ['whole number', ['1', '-2', '']],
  ['number', ['1', '2.5', '1e3']],
  ['text', ['1', '2.5', 'x']],
  ['text', ['1e999']],
  ['text', ['-1', '9'.repeat(400)]],
])('a column’s profile guesses %s of %j', (type, texts) => {
  expect(profileOf(texts).type).toBe(type);
});

it('a column’s profile takes a megabyte of digits that ends in a letter for text, in steps by its length', () => {
  expect(profileOf([`${'1'.repeat(1_000_000)}x`], true).type).toBe('text');
});

it('a column’s profile summarises numbers by how often each occurs, and names the most frequent values, equal ones in order', () => {
  expect(profileOf(['4', '1', '1', '10', '', '4', '4', '4']).numbers).toEqual({
    ...{ min: 1, lowerQuartile: 1, median: 4, upperQuartile: 4, max: 10, mean: 4 },
  });
  expect(profileOf(['b', 'c', 'a', 'c']).top).toEqual([
    { value: 'c', rows: 2 },
    { value: 'a', rows: 1 },
    { value: 'b', rows: 1 },
  ]);
});

it('a column’s profile counts what may identify people and keeps it back', () => {
  expect(profileOf(['1', '2', ''], true)).toEqual({
    ...{ name: 'column', type: 'whole number', missing: 1, distinct: 2 },
    ...{ isEstimate: false, isPersonal: true, top: [] },
  });
});

it('column values are counted exactly while there are few', () => {
  const values = valuesOf(['b', 'a', '', 'b', 'ü', '']);
  expect([values.missing, values.present, values.distinct, values.isEstimate]).toEqual([2, 4, 3, false]);
  expect([...values.entries()]).toEqual([
    ['b', 2],
    ['a', 1],
    ['ü', 1],
  ]);
});

it.each([5_000, 40_000])('%i column values are too many, and estimated within a tenth', (count) => {
  const texts = Array.from({ length: 2 * count }, (_, at) => `value-${at % count}`);
  const values = valuesOf(texts, 1024);
  expect(values.isEstimate).toBe(true);
  expect(Math.abs(values.distinct / count - 1)).toBeLessThan(0.1);
  const counts = [...values.entries()].map(([, rows]) => rows);
  expect(counts.length).toBeLessThanOrEqual(1024);
  // Those that stay are counted from the start.
  expect(new Set(counts)).toEqual(new Set([2]));
});

const NAMES = ['username', 'first_name', 'Email', 'addresses', 'phone', 'Mobile_Tel', 'zipcode'];
it.each<[string, number, number, boolean]>([
  ...[...NAMES, 'date_of_birth'].map((name) => [name, 1000, 2, true] as [string, number, number, boolean]),
  // Of most values each is somebody's own, whatever the name.
  ['이름', 1000, 501, true],
  ['id', 20, 20, true],
  ['persona', 1000, 60, false],
  ['discount_persona', 1000, 60, false],
  ['selectable_user', 1000, 60, false],
])('the column %s with %i rows and %i values is personal: %s', (name, rows, distinct, isPersonal) => {
  expect(isPersonalColumn(name, rows, distinct)).toBe(isPersonal);
});
