import { dateParametersOf, dateValues } from '../../src/filters/date-parameters';
import { parseFilter } from '../../src/filters/parse-filter';

const NOW = Date.parse('2026-11-27T23:59:59Z');
const midnight = (day: string): string => String(Date.parse(`${day}T00:00:00Z`) / 1_000);

it('placeholders that stand for a day are the beginning of the day, by UTC', () => {
  expect(dateValues(['TODAY', 'TODAY_MINUS_30D', 'TODAY_PLUS_7D'], NOW)).toEqual({
    TODAY: midnight('2026-11-27'),
    TODAY_MINUS_30D: midnight('2026-10-28'),
    TODAY_PLUS_7D: midnight('2026-12-04'),
  });
  expect(dateValues(['TODAY'], NOW + 1_000)).toEqual({ TODAY: midnight('2026-11-28') });
  expect(dateValues([], NOW)).toBeUndefined();
});

it.each<[expression: string, names: string[] | undefined]>([
  ['Items.CREATION_TIMESTAMP > $TODAY_MINUS_30D', ['TODAY_MINUS_30D']],
  ['Items.A > $TODAY AND Items.B < $TODAY', ['TODAY']],
  ['Items.A > 1', []],
  ['Items.A > $TODAY AND Items.B IN ($CATEGORY)', undefined],
  ['Items.A > $TODAY_MINUS_0D', undefined],
  ['Items.A > $TODAY_MINUS_30', undefined],
  ['Items.A > $today', undefined],
])('placeholders that stand for a day are found in %s', (expression, names) => {
  expect(dateParametersOf(parseFilter(`INCLUDE ItemID WHERE ${expression}`))).toEqual(names);
});
