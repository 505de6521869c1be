import type { FreshDataState } from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { execution, run, startedAt, STATES, stepsWorld, type StepsWorld } from './steps-world';

const WHOLE = { kind: 'archive' as const, files: ['shop.tar'], rows: { ITEMS: 5 }, warnings: ['Few.'] };

describe('the steps of fresh data: finish', () => {
  let world: StepsWorld;
  const good: FreshDataState = { prepared: { ...WHOLE, preparedMs: 0 }, imported: { datasets: ['ITEMS'] } };
  const report = (): unknown => JSON.parse(world.bucket.text(`runs/${run}.json`));
  beforeEach(async () => {
    world = stepsWorld();
    world.bucket.put(`processing/${run}/shop.tar`, 'archive');
    world.bucket.put(`dataset/fresh/${run}/training_item.csv`, 'new');
    world.bucket.put('dataset/training_item.csv', 'old');
    await world.lock().take(execution);
  });

  it('gives the files of a whole archive to the commands in place of what parts have added, and keeps a report', async () => {
    world.bucket.put('dataset/added/training_user.csv/earlier.csv', 'added');
    expect(await world.finished(good)).toEqual({ outcome: 'imported' });
    expect(world.bucket.keys()).toEqual([
      'dataset/training_item.csv',
      `processed/${run}/shop.tar`,
      `runs/${run}.json`,
    ]);
    expect(world.bucket.text('dataset/training_item.csv')).toBe('new');
    const endedAt = '1970-01-01T01:40:00.000Z';
    expect(report()).toEqual({ run, outcome: 'imported', execution, startedAt, endedAt, ...WHOLE });
    expect(world.started).toEqual([]);
    // It comes to the same when it is repeated.
    const before = [world.bucket.keys(), report()];
    expect(await world.finished(good)).toEqual({ outcome: 'imported' });
    expect([world.bucket.keys(), report()]).toEqual(before);
  });

  const broken = (Error: string, Cause: string): FreshDataState => ({ error: { Error, Cause } });
  const refused = (problem: string, files = WHOLE.files): FreshDataState => ({
    prepared: { ...good.prepared!, files, problem },
  });
  const stays =
    /refused: shop\.tar: bad\. What was imported before stays .* files are in s3:\/\/data\/refused\//;
  const none =
    /None of the 2 files of the run was imported: fix the data, and drop all of them again; they are in s3:\/\/data\/refused\//;
  const inPart =
    /could not be imported: job x failed\. Imported: ITEMS\. The previous data of the other datasets stays/;
  const failed: FreshDataState = { ...good, imported: { datasets: ['ITEMS'], problem: 'job x failed' } };
  const slow = broken('Error', '{"errorType":"Error","errorMessage":"SlowDown: slow"}');
  it.each<[string, FreshDataState, string, RegExp]>([
    ['data that is refused', refused('shop.tar: bad'), 'refused', stays],
    [
      'data that is refused for one of several files',
      refused('bad', ['good.csv', 'bad.csv']),
      'refused',
      none,
    ],
    ['an import that failed in part', failed, 'failed', inPart],
    ['a step that broke off', slow, 'failed', /be imported: SlowDown: slow\. The previous data stays/],
    [
      'a function that ended otherwise',
      broken('Sandbox.Timedout', 'Timed out'),
      'failed',
      /Timedout: Timed out/,
    ],
  ])('keeps the old data after %s, and says so', async (_what, state, outcome, words) => {
    const answer = await world.finished(state);
    expect(answer).toEqual({ outcome, problem: expect.stringMatching(words) as string });
    expect(world.bucket.keys()).toEqual([
      'dataset/training_item.csv',
      `refused/${run}/report.json`,
      `refused/${run}/shop.tar`,
      `runs/${run}.json`,
    ]);
    expect(world.bucket.text('dataset/training_item.csv')).toBe('old');
    expect(report()).toMatchObject({ outcome, problem: answer.problem, files: ['shop.tar'] });
  });

  it('starts the next run where more has come, after its turn is given back', async () => {
    world.bucket.put('incoming/items/1.csv', 'x');
    await world.finished(good);
    const next = { stateMachineArn: `${STATES}:stateMachine:Shop-fresh-data`, name: `after-${run}` };
    expect([world.started, world.bucket.keys('claims/')]).toEqual([[next], []]);
    // A repeated try is content with the run that the first one has started.
    await world.finished(good);
    expect(world.started).toHaveLength(1);
  });

  it('starts no other one where this one could take nothing: it would not end', async () => {
    world.bucket.remove(`processing/${run}/shop.tar`);
    world.bucket.put('incoming/items/1.csv', 'x');
    expect((await world.finished({ error: { Error: 'AccessDenied' } })).outcome).toBe('failed');
    expect(world.started).toEqual([]);
  });

  it('looks once more where it had nothing to do: a file may have come just then', async () => {
    world.bucket.put('incoming/items/1.csv', 'x');
    expect(await world.finished({})).toEqual({ outcome: 'idle' });
    expect(world.started).toHaveLength(1);
  });
});
