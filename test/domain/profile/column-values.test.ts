import { ColumnValues } from '../../../domain/profile/column-values';

function valuesOf(texts: Iterable<string>, maxValues?: number): ColumnValues {
  const values = new ColumnValues(maxValues);
  for (const text of texts) {
    const bytes = Buffer.from(`before${text}after`);
    values.add(bytes, 6, bytes.length - 5);
  }
  return values;
}

describe('column values', () => {
  it('are counted exactly while there are few', () => {
    const values = valuesOf(['b', 'a', '', 'b', 'ü', '']);
    expect([values.missing, values.present, values.distinct, values.isEstimate]).toEqual([2, 4, 3, false]);
    expect([...values.entries()]).toEqual([
      ['b', 2],
      ['a', 1],
      ['ü', 1],
    ]);
  });

  it.each([5_000, 40_000])('are estimated within a tenth once there are too many: %i', (count) => {
    const texts = Array.from({ length: 2 * count }, (_, at) => `value-${at % count}`);
    const values = valuesOf(texts, 1024);
    expect(values.isEstimate).toBe(true);
    expect(Math.abs(values.distinct / count - 1)).toBeLessThan(0.1);
    expect([...values.entries()].length).toBeLessThanOrEqual(1024);
  });

  it('keep the true count of a value that stays', () => {
    const values = valuesOf(
      Array.from({ length: 30_000 }, (_, at) => String(at % 3000)),
      256,
    );
    expect(new Set([...values.entries()].map(([, count]) => count))).toEqual(new Set([10]));
  });
});
