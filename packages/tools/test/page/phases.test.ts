import { failuresOf, phasesOf } from '../../src/page/phases';
import type { DeployedResource, ResourceWork, Serving } from '../../src/page/page-answers';

const resource = (
  logicalId: string,
  work: ResourceWork | undefined,
  more: Partial<DeployedResource> = {},
): DeployedResource => ({
  logicalId,
  type: 'T',
  status: more.endedMs === undefined ? 'CREATE_IN_PROGRESS' : 'CREATE_COMPLETE',
  begunMs: 0,
  ...(work && { work }),
  ...more,
});

const PREPARATION: ResourceWork = { phase: 'Data', kind: 'preparation' };
const RECOMMENDER: ResourceWork = {
  phase: 'Training',
  kind: 'recommender',
  of: 'best-sellers',
  usualMs: 1_620_000,
};
const WAIT: ResourceWork = { phase: 'Training', kind: 'training' };

const statesOf = (phases: ReturnType<typeof phasesOf>): string[] => phases.map(({ state }) => state);

describe('the phases of a deployment', () => {
  it('are four, of which one is under way and later ones are to come', () => {
    const phases = phasesOf([resource('P', PREPARATION, { begunMs: 1_000 })], { stage: 'deploying' }, 4_000);
    expect(statesOf(phases)).toEqual(['going', 'to come', 'to come', 'to come']);
    expect(phases[0]).toMatchObject({ name: 'Data', ms: 3_000, lines: [{ state: 'going', ms: 3_000 }] });
  });

  it('leave out roles, log groups and other parts', () => {
    expect(
      phasesOf([resource('Role', undefined)], { stage: 'deploying' }, 1).flatMap(({ lines }) => lines),
    ).toEqual([]);
  });

  it('train a recommender until the training resources are done, which are no lines of their own', () => {
    const created = resource('R', RECOMMENDER, { endedMs: 300 });
    const going = phasesOf([created, resource('W', WAIT, { begunMs: 300 })], { stage: 'deploying' }, 720_000);
    expect(going[2].lines).toMatchObject([{ work: { of: 'best-sellers' }, state: 'going', ms: 720_000 }]);
    const over = phasesOf(
      [created, resource('W', WAIT, { begunMs: 300, endedMs: 900_000 })],
      { stage: 'ready' },
      1e6,
    );
    expect(over[2]).toMatchObject({ state: 'done', lines: [{ ms: 900_000 }] });
  });

  it('train a new recommender until it serves, also before the training resources begin', () => {
    const created = resource('R', RECOMMENDER, { endedMs: 300 });
    const linesOf = (serving: Serving): unknown =>
      phasesOf([created], { stage: 'deploying', serving }, 720_000)[2].lines;
    expect(linesOf({})).toMatchObject([{ state: 'going', ms: 720_000 }]);
    expect(linesOf({ 'best-sellers': 500_000 })).toMatchObject([{ state: 'done', ms: 500_000 }]);
  });

  it('are not done between two of their resources', () => {
    const prepared = resource('P', PREPARATION, { endedMs: 5 });
    expect(statesOf(phasesOf([prepared], { stage: 'deploying' }, 9))[0]).toBe('going');
    const created = resource('R', RECOMMENDER, { endedMs: 300 });
    expect(statesOf(phasesOf([prepared, created], { stage: 'deploying' }, 9))[0]).toBe('done');
  });

  it('are not done because something has begun that does not wait for them', () => {
    const bucket = resource('B', { phase: 'Data', kind: 'bucket' }, { endedMs: 5 });
    const group = resource('G', { phase: 'Import', kind: 'dataset-group' }, { begunMs: 6, endedMs: 7 });
    const tracker = resource('E', { phase: 'Serving', kind: 'event-tracker' }, { begunMs: 7 });
    const besides = [bucket, group, tracker];
    expect(statesOf(phasesOf(besides, { stage: 'deploying' }, 9))).toEqual([
      ...['going', 'going', 'to come', 'going'],
    ]);
    const imported = resource('I', { phase: 'Import', kind: 'import' }, { begunMs: 8 });
    expect(statesOf(phasesOf([...besides, imported], { stage: 'deploying' }, 9))[0]).toBe('done');
  });

  it('are not needed where a deployment has ended without them', () => {
    const done = resource('P', PREPARATION, { endedMs: 5 });
    expect(statesOf(phasesOf([done], { stage: 'ready' }, 9))).toEqual(['done', 'unused', 'unused', 'unused']);
  });

  it('fail with one of their resources', () => {
    const failed = resource('P', PREPARATION, { status: 'CREATE_FAILED', endedMs: 5, reason: 'no' });
    expect(statesOf(phasesOf([failed], { stage: 'failed' }, 9))[0]).toBe('failed');
  });

  it('name a removal as such', () => {
    const removed = resource('R', RECOMMENDER, { status: 'DELETE_IN_PROGRESS' });
    expect(phasesOf([removed], { stage: 'destroying' }, 9)[2].lines).toMatchObject([
      { isRemoval: true, state: 'going' },
    ]);
  });
});

describe('failures', () => {
  it('come before those that they have caused', () => {
    const failed = (logicalId: string, begunMs: number, reason: string): DeployedResource =>
      resource(logicalId, undefined, { status: 'CREATE_FAILED', begunMs, endedMs: 9, reason });
    const all = [failed('B', 1, 'Resource creation cancelled'), failed('A', 2, 'No room')];
    expect(failuresOf(all).map(({ logicalId }) => logicalId)).toEqual(['A', 'B']);
  });
});
