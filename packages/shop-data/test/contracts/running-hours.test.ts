import { minutesRunning, type RunningHours } from '../../src/contracts/running-hours';

const OFFICE: RunningHours = {
  days: ['MON', 'TUE', 'WED', 'THU', 'FRI'],
  ...{ from: '08:30', to: '20:00', timeZone: 'Asia/Seoul', holidays: ['2026-12-25'] },
};
const EVENING: RunningHours = { ...OFFICE, days: ['THU', 'FRI'], from: '20:00', to: '02:00' };

const YORK: RunningHours = { ...OFFICE, days: ['SUN'], from: '08:00', timeZone: 'America/New_York' };

it.each<[string, RunningHours, at: string, minutes: number | undefined]>([
  ['at their start', OFFICE, '2026-11-26T08:30:00+09:00', 0],
  ['a second before', OFFICE, '2026-11-26T08:29:59+09:00', undefined],
  ['within', OFFICE, '2026-11-26T12:45:10+09:00', 255],
  ['at the last minute', OFFICE, '2026-11-26T19:59:59+09:00', 689],
  ['at their end', OFFICE, '2026-11-26T20:00:00+09:00', undefined],
  ['on a Saturday', OFFICE, '2026-11-28T12:00:00+09:00', undefined],
  ['on a Monday that is still Sunday in UTC', OFFICE, '2026-11-30T08:31:00+09:00', 1],
  ['on a holiday', OFFICE, '2026-12-25T12:00:00+09:00', undefined],
  ['in the evening', EVENING, '2026-11-26T23:00:00+09:00', 180],
  ['after midnight', EVENING, '2026-11-27T01:30:00+09:00', 330],
  ['at their end after midnight', EVENING, '2026-11-27T02:00:00+09:00', undefined],
  ['in the night of the last day, which is Saturday already', EVENING, '2026-11-28T01:00:00+09:00', 300],
  ['in the night after', EVENING, '2026-11-29T01:00:00+09:00', undefined],
  ['after midnight on a holiday, for the evening before', EVENING, '2026-12-25T01:00:00+09:00', 300],
  ['in the night after a holiday', EVENING, '2026-12-26T01:00:00+09:00', undefined],
  ['before their start by clocks that changed', YORK, '2026-03-08T11:59:00Z', undefined],
  ['at their start by clocks that changed', YORK, '2026-03-08T12:00:00Z', 0],
])('running hours run %s or not', (_when, hours, at, minutes) => {
  expect(minutesRunning(hours, Date.parse(at))).toBe(minutes);
});
