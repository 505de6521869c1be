import { parseSchedule } from '../../src/schedule/parse-schedule';

/** The first occurrences of a schedule after a time, as ISO 8601 to the minute. */
function times(expression: string, after: string, count: number, timeZone = 'UTC'): string[] {
  const schedule = parseSchedule(expression, { timeZone, startMs: Date.parse(after) });
  const found: string[] = [];
  for (let atMs = Date.parse(after); found.length < count;) {
    const nextMs = schedule.next(atMs);
    if (nextMs === undefined) break;
    found.push(new Date(nextMs).toISOString().slice(0, 16));
    atMs = nextMs;
  }
  return found;
}

describe('a schedule expression', () => {
  // What conformance/cases/scheduler.ts has not.
  it.each([
    ['on weekdays, Sunday being 1', 'cron(0 8 ? * 2-6 *)', ['2026-11-27T08:00', '2026-11-30T08:00']],
    ['on the last day of the week', 'cron(0 8 ? * L *)', ['2026-11-28T08:00', '2026-12-05T08:00']],
    ['in one year', 'cron(0 8 1 1 ? 2027)', ['2027-01-01T08:00']],
    ['at no time at all', 'cron(0 8 31 2 ? *)', []],
    ['once', 'at(2026-12-24T18:00:00)', ['2026-12-24T18:00']],
  ])('comes %s', (_when, expression, expected) => {
    expect(times(expression, '2026-11-27T00:30:00Z', Math.max(2, expected.length))).toEqual(expected);
  });

  it('leaves out a time that the clocks skip, and does not repeat one that they repeat', () => {
    const york = (expression: string, after: string): string[] =>
      times(expression, after, 3, 'America/New_York');
    const spring = ['2026-03-07T07:30', '2026-03-09T06:30', '2026-03-10T06:30'];
    expect(york('cron(30 2 * * ? *)', '2026-03-07T00:00:00Z')).toEqual(spring);
    const autumn = ['2026-11-01T05:00', '2026-11-01T05:30', '2026-11-02T06:00'];
    expect(york('cron(0/30 1 * * ? *)', '2026-11-01T00:00:00Z')).toEqual(autumn);
  });

  it.each([
    ['cron(0 25 * * ? *)', 'Invalid value for hour'],
    ['rate(1 hours)', 'minute, hour or day for 1'],
    ['rate(0 minutes)', 'a positive number'],
    ['at(tomorrow)', 'at(yyyy-mm-ddThh:mm:ss)'],
    ['every day', 'must be rate'],
  ])('fails for %s', (expression, reason) => {
    expect(() => times(expression, '2026-11-27T00:00:00Z', 1)).toThrow(reason);
  });
});
