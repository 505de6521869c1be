import { afterMessage, UNKNOWN_DEPLOYMENT } from '../../browser/deployment';
import { en } from '../../browser/texts/en';
import { ko } from '../../browser/texts/ko';
import { idInWords, timeline } from '../../browser/timeline';
import { Trouble, troubleInWords } from '../../browser/trouble';
import type { DeployedResource, DeploymentMessage, PageProblem } from '../../src/page/page-answers';

const after = (...messages: DeploymentMessage[]) => messages.reduce(afterMessage, UNKNOWN_DEPLOYMENT);
const progress = { logicalId: 'A', type: 'T', status: 'CREATE_IN_PROGRESS', begunMs: 5 };
const begun = { kind: 'resource', ...progress } as const;

it('what the page knows of the deployment keeps what a rollback deletes beside what it was, and forgets resources, not the stage, when it is cleared', () => {
  const { resources } = after(begun, { ...begun, status: 'DELETE_IN_PROGRESS', begunMs: 11 });
  expect(resources.size).toBe(2);
  const stage = { kind: 'stage', stage: 'ready', speed: 1, revision: 1 } as const;
  const expected = { resources: new Map(), latestMs: 0, stage, isKnown: true };
  expect(after(begun, stage, { kind: 'clear' })).toEqual(expected);
});

const resource = (logicalId: string, begunMs: number, endedMs?: number, status = 'CREATE_COMPLETE') =>
  ({ logicalId, type: 'T', status, begunMs, ...(endedMs !== undefined && { endedMs }) }) as DeployedResource;

it('the time line places bars by begin and length, in the order in which they began, extends those in progress to now, tells what has failed, and has words in place of logical ids', () => {
  const { bars } = timeline([resource('late', 2_000, 4_000), resource('early', 0, 1_000)], 0);
  const [early, late] = bars;
  expect(bars.map(({ resource }) => resource.logicalId)).toEqual(['early', 'late']);
  expect([early.begin, early.length, late.begin, late.length]).toEqual([0, 0.25, 0.5, 0.5]);
  expect(timeline([], 5)).toEqual({ bars: [], ticks: [], wholeMs: 0 });
  const going = resource('b', 1_000, undefined, 'CREATE_IN_PROGRESS');
  const [failed, unended] = timeline([resource('a', 0, 1_000, 'DELETE_FAILED'), going], 5_000).bars;
  expect(unended).toMatchObject({ tone: 'going', durationMs: 4_000, begin: 0.2, length: 0.8 });
  expect(failed.tone).toBe('failed');
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

const PROBLEMS = {
  ...{ 'not-deployed': {}, destroyed: {}, 'no-tracker': {}, 'no-server': {}, 'no-item': { itemId: 'i42' } },
} satisfies Record<PageProblem['kind'], object>;

it.each(Object.entries(PROBLEMS))('the problem %s has words of the page in each language', (kind, more) => {
  const trouble = new Trouble({ error: 'in English', problem: { kind, ...more } as PageProblem });
  expect(troubleInWords(trouble, en)).not.toBe('in English');
  expect(troubleInWords(trouble, ko)).toMatch(/[가-힣]{3}/);
  if (kind === 'no-item') expect(troubleInWords(trouble, ko)).toContain('i42');
});

it('what AWS says stays as it is, and Korean says so', () => {
  const trouble = new Trouble({ error: 'Rate exceeded' });
  expect(troubleInWords(trouble, en)).toBe('Rate exceeded');
  expect(troubleInWords(trouble, ko)).toBe('Rate exceeded (원문 그대로)');
});
