import { serviceError } from '../../support/fake-personalize';
import { STACK_ID } from '../../support/provider-framework';
import { DATASET, GROUP, importWorld, type ImportWorld, remove } from './import-world';

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

  it('waits for recommenders of the group that are still being deleted', async () => {
    const resource = world.personalize.add('recommender', 'Shop-most-viewed', { datasetGroupArn: GROUP });
    Object.assign(resource, { deletedAt: 0, deleteMinutes: 17 });
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(world.clock.minutes).toBe(17);
  });

  it('deletes a recommender of this stack that came too late for its own Delete', async () => {
    const tags = [{ tagKey: 'stack', tagValue: STACK_ID }];
    world.clock.minutes = -60;
    const late = world.personalize.add('recommender', 'Shop-late', { datasetGroupArn: GROUP, tags });
    world.clock.minutes = 0;
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(world.personalize.statusOf(late.arn)).toBeUndefined();
  });

  it('waits for the tags of a recommender that is new, and does not take it for somebody else’s', async () => {
    const tags = [{ tagKey: 'stack', tagValue: STACK_ID }];
    world.personalize.behaviour.createMinutes = 0;
    world.personalize.unseen.tags = 3;
    const late = world.personalize.add('recommender', 'Shop-late', { datasetGroupArn: GROUP, tags });
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(late.deletedAt).toBe(3);
  });

  it.each(['recommender', 'solution'])(
    'fails at once where somebody else has made a %s in the group, and names it',
    async (kind) => {
      world.clock.minutes = -60;
      const { arn } = world.personalize.add(kind, 'by-hand', { datasetGroupArn: GROUP });
      const filter = world.personalize.add('filter', 'by-hand', { datasetGroupArn: GROUP });
      world.clock.minutes = 0;
      const { status, reason } = await world.run(remove);
      expect(status).toBe('FAILED');
      expect(reason).toContain(arn);
      expect(world.clock.minutes).toBe(0);
      expect([arn, filter.arn].map((left) => world.personalize.statusOf(left))).toEqual(['ACTIVE', 'ACTIVE']);
    },
  );

  it.each(['filter', 'event-tracker', 'metric-attribution'])(
    'deletes each %s that somebody added to the group, and no others',
    async (kind) => {
      world.clock.minutes = -60;
      const inGroup = world.personalize.add(kind, 'by-hand', { datasetGroupArn: GROUP });
      const elsewhere = world.personalize.add(kind, 'other', { datasetGroupArn: `${GROUP}-2` });
      world.clock.minutes = 0;
      expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS' });
      expect(world.personalize.statusOf(inGroup.arn)).toBeUndefined();
      expect(world.personalize.statusOf(elsewhere.arn)).toBe('ACTIVE');
    },
  );

  it('succeeds when the dataset group was deleted by hand, whatever lists say of that', async () => {
    for (const arn of [DATASET, GROUP]) {
      world.personalize.gone.add(arn);
      world.personalize.resources.delete(arn);
    }
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });

  it('fails in the service’s words when a list is refused for another reason', async () => {
    world.clock.minutes = -60;
    world.personalize.add('dataset-group', 'Shop-shop');
    world.personalize.failNext('ListFilters', serviceError('InvalidInputException', 'Too many.'));
    world.clock.minutes = 0;
    expect(await world.run(remove)).toMatchObject({
      status: 'FAILED',
      reason: 'InvalidInputException: Too many.',
    });
  });

  it('succeeds when the dataset is gone already', async () => {
    for (const kind of ['DatasetImportJobs', 'Recommenders', 'Filters', 'EventTrackers', 'Solutions']) {
      world.personalize.failNext(`List${kind}`, serviceError('ResourceNotFoundException', 'gone'));
    }
    expect(await world.run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });
});
