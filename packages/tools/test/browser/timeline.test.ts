import type { DeployedResource } from '../../src/page/page-answers';
import { idInWords, timeline } from '../../browser/timeline';

const resource = (logicalId: string, begunMs: number, endedMs?: number, status = 'CREATE_COMPLETE') =>
  ({ logicalId, type: 'T', status, begunMs, ...(endedMs !== undefined && { endedMs }) }) as DeployedResource;

it('the time line places bars by begin and length, in the order in which they began', () => {
  const { bars } = timeline([resource('late', 2_000, 4_000), resource('early', 0, 1_000)], 0);
  const [early, late] = bars;
  expect(bars.map(({ resource }) => resource.logicalId)).toEqual(['early', 'late']);
  expect([early.begin, early.length, late.begin, late.length]).toEqual([0, 0.25, 0.5, 0.5]);
  expect(timeline([], 5)).toEqual({ bars: [], ticks: [], wholeMs: 0 });
});

it('the time line extends bars in progress to now, and tells what has failed', () => {
  const going = resource('b', 1_000, undefined, 'CREATE_IN_PROGRESS');
  const { bars } = timeline([resource('a', 0, 1_000, 'DELETE_FAILED'), going], 5_000);
  expect(bars[1]).toMatchObject({ tone: 'going', durationMs: 4_000, begin: 0.2, length: 0.8 });
  expect(bars[0].tone).toBe('failed');
});

it('the time line has words in place of logical ids', () => {
  const words = 'Training provider framework on event role';
  expect(idInWords('TrainingProviderFrameworkOnEventRoleADC99F9D')).toBe(words);
  expect(idInWords('Bad')).toBe('Bad');
});

it.each([
  [3_000, [0, 500, 1_000, 1_500, 2_000, 2_500, 3_000]],
  [27 * 60_000, [0, 5, 10, 15, 20, 25].map((minutes) => minutes * 60_000)],
])('the time line marks %i ms at round times', (wholeMs, marks) => {
  const { ticks } = timeline([resource('a', 7, 7 + wholeMs)], 0);
  expect(ticks.map(({ ms }) => ms)).toEqual(marks);
});
