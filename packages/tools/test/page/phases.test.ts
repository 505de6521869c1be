import { failuresOf, phasesOf } from '../../src/page/phases';
import type { DeployedResource, ResourceWork, Serving } from '../../src/page/page-answers';

const resource = (
  logicalId: string,
  work: ResourceWork | undefined,
  more: Partial<DeployedResource> = {},
): DeployedResource => ({
  ...{ logicalId, type: 'T', begunMs: 0 },
  status: more.endedMs === undefined ? 'CREATE_IN_PROGRESS' : 'CREATE_COMPLETE',
  ...(work && { work }),
  ...more,
});

const PREPARATION: ResourceWork = { phase: 'Data', kind: 'preparation' };
const RECOMMENDER: ResourceWork = {
  ...{ phase: 'Training', kind: 'recommender', of: 'best-sellers', usualMs: 1_620_000 },
};
const WAIT: ResourceWork = { phase: 'Training', kind: 'training' };

type Stage = Parameters<typeof phasesOf>[1];
const phases = (nowMs: number, stage: NonNullable<Stage>['stage'], ...resources: DeployedResource[]) =>
  phasesOf(resources, { stage }, nowMs);
const statesOf = (progress: ReturnType<typeof phasesOf>): string[] => progress.map(({ state }) => state);

it('the phases of a deployment are four, of which one is under way and later ones are to come, without roles and other parts', () => {
  const others = [resource('Role', undefined), resource('P', PREPARATION, { begunMs: 1_000 })];
  const going = phases(4_000, 'deploying', ...others);
  expect(statesOf(going)).toEqual(['going', 'to come', 'to come', 'to come']);
  expect(going.flatMap(({ lines }) => lines)).toHaveLength(1);
  expect(going[0]).toMatchObject({ name: 'Data', ms: 3_000, lines: [{ state: 'going', ms: 3_000 }] });
});

it('the phases of a deployment train a recommender until the training resources are done, which are no lines of their own', () => {
  const created = resource('R', RECOMMENDER, { endedMs: 300 });
  const going = phases(720_000, 'deploying', created, resource('W', WAIT, { begunMs: 300 }));
  expect(going[2].lines).toMatchObject([{ work: { of: 'best-sellers' }, state: 'going', ms: 720_000 }]);
  const over = phases(1e6, 'ready', created, resource('W', WAIT, { begunMs: 300, endedMs: 900_000 }));
  expect(over[2]).toMatchObject({ state: 'done', lines: [{ ms: 900_000 }] });
});

it('the phases of a deployment train a new recommender until it serves, also before the training resources begin', () => {
  const created = resource('R', RECOMMENDER, { endedMs: 300 });
  const linesOf = (serving: Serving): unknown =>
    phasesOf([created], { stage: 'deploying', serving }, 720_000)[2].lines;
  expect(linesOf({})).toMatchObject([{ state: 'going', ms: 720_000 }]);
  expect(linesOf({ 'best-sellers': 500_000 })).toMatchObject([{ state: 'done', ms: 500_000 }]);
});

it('the phases of a deployment are not done between two of their resources, nor because something has begun that does not wait for them', () => {
  const prepared = resource('P', PREPARATION, { endedMs: 5 });
  expect(statesOf(phases(9, 'deploying', prepared))[0]).toBe('going');
  const created = resource('R', RECOMMENDER, { endedMs: 300 });
  expect(statesOf(phases(9, 'deploying', prepared, created))[0]).toBe('done');
  const bucket = resource('B', { phase: 'Data', kind: 'bucket' }, { endedMs: 5 });
  const group = resource('G', { phase: 'Import', kind: 'dataset-group' }, { begunMs: 6, endedMs: 7 });
  const tracker = resource('E', { phase: 'Serving', kind: 'event-tracker' }, { begunMs: 7 });
  const besides = [bucket, group, tracker];
  const states = ['going', 'going', 'to come', 'going'];
  expect(statesOf(phases(9, 'deploying', ...besides))).toEqual(states);
  const imported = resource('I', { phase: 'Import', kind: 'import' }, { begunMs: 8 });
  expect(statesOf(phases(9, 'deploying', ...besides, imported))[0]).toBe('done');
});

it('the phases of a deployment are not needed where a deployment has ended without them, fail with one of their resources, and name a removal as such', () => {
  const done = resource('P', PREPARATION, { endedMs: 5 });
  expect(statesOf(phases(9, 'ready', done))).toEqual(['done', 'unused', 'unused', 'unused']);
  const failed = { ...done, status: 'CREATE_FAILED', reason: 'no' };
  expect(statesOf(phases(9, 'failed', failed))[0]).toBe('failed');
  const removed = resource('R', RECOMMENDER, { status: 'DELETE_IN_PROGRESS' });
  const [, , { lines }] = phases(9, 'destroying', removed);
  expect(lines).toMatchObject([{ isRemoval: true, state: 'going' }]);
});

it('failures come before those that they have caused', () => {
  const failed = (logicalId: string, begunMs: number, reason: string): DeployedResource =>
    resource(logicalId, undefined, { status: 'CREATE_FAILED', begunMs, endedMs: 9, reason });
  const all = [failed('B', 1, 'Resource creation cancelled'), failed('A', 2, 'No room')];
  expect(failuresOf(all).map(({ logicalId }) => logicalId)).toEqual(['A', 'B']);
});
