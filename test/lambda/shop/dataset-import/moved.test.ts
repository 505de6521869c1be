import { DATA_VERSION_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { create, DATASET, importWorld, JOBS, properties, type ImportWorld } from './import-world';

let world: ImportWorld;
beforeEach(() => {
  world = importWorld();
});

const moved = { ...create, RequestId: 'moved' };
const tags = (): unknown[] => world.personalize.resources.get(DATASET)!.tags;
const tag = (tagValue: string): unknown[] => [{ tagKey: DATA_VERSION_TAG, tagValue }];

describe('the tag of a dataset', () => {
  it('says what was imported', async () => {
    await world.run(create);
    expect(tags()).toEqual(tag('1'));
  });

  it('says what an earlier version imported, after an update from there', async () => {
    await world.run(create);
    world.personalize.resources.get(DATASET)!.tags = [];
    await world.run({
      ...create,
      RequestType: 'Update',
      PhysicalResourceId: JOBS,
      // The property is new.
      OldResourceProperties: { ...properties, VersionTag: '' },
    });
    expect(tags()).toEqual(tag('1'));
    expect(world.jobs()).toHaveLength(1);
  });

  it('says nothing of an import that has failed', async () => {
    world.personalize.behaviour.failureReason = 'Too few rows.';
    await world.run(create);
    expect(tags()).toEqual([]);
  });
});

describe('an import that moves to another logical id', () => {
  beforeEach(async () => {
    await world.run(create);
    world.clock.minutes = 60;
    world.stack.keeper = 'Former';
  });

  it('imports nothing', async () => {
    // The bucket moves with it.
    const ResourceProperties = { ...properties, DataLocation: 's3://other/dataset/training_item.csv' };
    expect(await world.run({ ...moved, ResourceProperties })).toMatchObject({ status: 'SUCCESS' });
    expect(world.jobs()).toHaveLength(1);
  });

  it('imports into a dataset that somebody has made anew', async () => {
    world.createDataset();
    world.personalize.resources.get(DATASET)!.tags = tag('1');
    expect(await world.run(moved)).toMatchObject({ status: 'SUCCESS' });
    expect(world.jobs()).toHaveLength(2);
  });

  it('fails with other data, and imports nothing', async () => {
    const ResourceProperties = { ...properties, DataVersion: '2' };
    const { status, reason } = await world.run({ ...moved, ResourceProperties });
    expect([status, reason]).toEqual(['FAILED', expect.stringContaining('moves from the logical id Former')]);
    expect(reason).toContain('move in a deployment of its own');
    expect(world.jobs()).toHaveLength(1);
    expect(tags()).toEqual(tag('1'));
  });

  it('fails while nobody knows what was imported, with the way to say it', async () => {
    world.personalize.resources.get(DATASET)!.tags = [];
    const { status, reason } = await world.run(moved);
    expect([status, reason]).toEqual(['FAILED', expect.stringContaining(DATA_VERSION_TAG)]);
    expect(reason).toContain('without the move');
    expect(world.jobs()).toHaveLength(1);
  });
});

describe('an import into a dataset that no other logical id has', () => {
  it('runs, whatever was imported into it earlier', async () => {
    await world.run(create);
    world.clock.minutes = 60;
    expect(await world.run(moved)).toMatchObject({ status: 'SUCCESS' });
    expect(world.jobs()).toHaveLength(2);
  });
});
