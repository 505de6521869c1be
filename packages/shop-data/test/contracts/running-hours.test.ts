import { minutesRunning, type RunningHours } from '../../src/contracts/running-hours';

const OFFICE: RunningHours = {
  days: ['MON', 'TUE', 'WED', 'THU', 'FRI'],
  ...{ from: '08:30', to: '20:00', timeZone: 'Asia/Seoul', holidays: ['2026-12-25'] },
};
const EVENING: RunningHours = { ...OFFICE, days: ['THU', 'FRI'], from: '20:00', to: '02:00' };

const running = (hours: RunningHours, at: string): number | undefined =>
  minutesRunning(hours, Date.parse(at));

it.each([
  ['at their start', '2026-11-26T08:30:00+09:00', 0],
  ['a second before', '2026-11-26T08:29:59+09:00', undefined],
  ['within', '2026-11-26T12:45:10+09:00', 255],
  ['at the last minute', '2026-11-26T19:59:59+09:00', 689],
  ['at their end', '2026-11-26T20:00:00+09:00', undefined],
  ['on a Saturday', '2026-11-28T12:00:00+09:00', undefined],
  ['on a Monday that is still Sunday in UTC', '2026-11-30T08:31:00+09:00', 1],
  ['on a holiday', '2026-12-25T12:00:00+09:00', undefined],
])('running hours run %s or not', (_when, at, minutes) => {
  expect(running(OFFICE, at)).toBe(minutes);
});

it.each([
  ['in the evening', '2026-11-26T23:00:00+09:00', 180],
  ['after midnight', '2026-11-27T01:30:00+09:00', 330],
  ['at their end', '2026-11-27T02:00:00+09:00', undefined],
  ['in the night of the last day, which is Saturday already', '2026-11-28T01:00:00+09:00', 300],
  ['in the night after', '2026-11-29T01:00:00+09:00', undefined],
  ['after midnight on a holiday, for the evening before', '2026-12-25T01:00:00+09:00', 300],
  ['in the night after a holiday', '2026-12-26T01:00:00+09:00', undefined],
])('running hours over midnight run %s or not', (_when, at, minutes) => {
  expect(running(EVENING, at)).toBe(minutes);
});

it('running hours follow the clocks when these change', () => {
  const york: RunningHours = { ...OFFICE, days: ['SUN'], from: '08:00', timeZone: 'America/New_York' };
  expect(running(york, '2026-03-08T11:59:00Z')).toBeUndefined();
  expect(running(york, '2026-03-08T12:00:00Z')).toBe(0);
});
