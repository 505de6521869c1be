import { DATASET, importWorld, type ImportWorld, remove } from './import-world';

let world: ImportWorld;
beforeEach(() => {
  world = importWorld();
});

describe('a Delete', () => {
  it('waits for the dataset’s jobs at work', async () => {
    world.personalize.add('dataset-import-job', 'of-a-rollback', { datasetArn: DATASET });
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(world.clock.minutes).toBe(3);
  });

  it('leaves a longer wait to the resources that are deleted after it', async () => {
    world.personalize.behaviour.createMinutes = 90;
    world.personalize.add('dataset-import-job', 'of-a-rollback', { datasetArn: DATASET });
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(world.clock.minutes).toBe(50);
  });

  it.each(['filter', 'event-tracker', 'metric-attribution', 'recommender'])(
    'deletes no %s of the group',
    async (kind) => {
      world.clock.minutes = -60;
      const { arn } = world.personalize.add(kind, 'Shop-live', {
        datasetGroupArn: DATASET.replace(/:dataset\/.*/, ':dataset-group/Shop-shop'),
      });
      world.clock.minutes = 0;
      expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS' });
      expect(world.personalize.statusOf(arn)).toBe('ACTIVE');
    },
  );

  it('succeeds when the dataset was deleted by hand, whatever lists say of that', async () => {
    world.personalize.gone.add(DATASET);
    world.personalize.resources.delete(DATASET);
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });
});
