import fc from 'fast-check';
import { fittingText, niceTicks, shownLabels, textWidth } from '../../src/explore/chart-scale';

it.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [1240, [0, 500, 1000, 1500]],
  [5000, [0, 1000, 2000, 3000, 4000, 5000]],
  [5001, [0, 2000, 4000, 6000]],
])('the ticks of an axis up to %d are %j', (largest, ticks) => {
  expect(niceTicks(largest)).toEqual(ticks);
});

it('the ticks of an axis are at most six whole numbers, the last of which is less than a step above the largest', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 12 }), (largest) => {
      const ticks = niceTicks(largest);
      const [, step] = ticks;
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks).toEqual(ticks.map((_, at) => at * step));
      expect(String(step)).toMatch(/^[125]0*$/);
      expect(ticks[ticks.length - 1] - largest).toBeGreaterThanOrEqual(0);
      expect(ticks[ticks.length - 1] - largest).toBeLessThan(step);
    }),
  );
});

it('the labels of an axis are all shown where there is room, or at even distances, without an overlap', () => {
  expect(shownLabels(['1', '2', '3'], 40)).toEqual([0, 1, 2]);
  const days = Array.from({ length: 100 }, (_, day) => `2026-01-${String(day)}`);
  const shown = shownLabels(days, 3);
  const [, every] = shown;
  expect(shown).toEqual(shown.map((_, at) => at * every));
  expect(every * 3).toBeGreaterThan(textWidth('2026-01-00'));
  expect(shown.length).toBeGreaterThan(2);
});

it('a name is shortened to the room that it has, where Hangul takes more of it', () => {
  for (const name of ['a'.repeat(1000), '가'.repeat(1000), '😀'.repeat(1000)]) {
    const fitting = fittingText(name, 100);
    expect(fitting).toMatch(/^.{5,20}…$/su);
    expect(textWidth(fitting)).toBeLessThanOrEqual(100);
  }
  expect(Array.from(fittingText('가'.repeat(50), 100)).length).toBeLessThan(
    fittingText('a'.repeat(50), 100).length,
  );
});

it('a name stays whole where it fits, with its control characters escaped', () => {
  expect(fittingText('shoes', 100)).toBe('shoes');
  expect(fittingText('a\u202eb', 100)).toBe('a\\u{202e}b');
});
