import type { SweepProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/sweep';
import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { sweep } from '../../../../lambda/shop/sweep/sweep';
import { serviceError } from '../../support/fake-personalize';
import { handlerWorld } from '../../support/handler-world';
import { STACK_ID, type Request } from '../../support/provider-framework';

const ACCOUNT = 'arn:aws:personalize:eu-west-1:111122223333';
const GROUP = `${ACCOUNT}:dataset-group/Shop-shop`;
const USERS = `${ACCOUNT}:dataset/Shop-shop/USERS`;
const remove: Request<SweepProperties> = {
  RequestType: 'Delete',
  PhysicalResourceId: GROUP,
  ResourceProperties: { DatasetGroupArn: GROUP, Removed: [{ Name: 'Shop-users', DatasetType: 'USERS' }] },
};

const { clock, fails, personalize, stack, succeeds } = handlerWorld(sweep, { isGoing: true });

const tags = [{ tagKey: OWNER_TAG, tagValue: STACK_ID }];
/** A resource of an hour ago, by default in the group. */
const addBefore = (kind: string, name: string, input: object = {}) => {
  clock.minutes = -60;
  const added = personalize.add(kind, name, { datasetGroupArn: GROUP, ...input });
  clock.minutes = 0;
  return added;
};

describe('a Delete while the stack stays', () => {
  it.each(['filter', 'event-tracker', 'metric-attribution', 'recommender', 'dataset'])(
    'deletes no %s',
    async (kind) => {
      stack.isGoing = false;
      const name = kind === 'dataset' ? 'Shop-shop/USERS' : 'Shop-late';
      const { arn } = personalize.add(kind, name, { datasetGroupArn: GROUP, tags });
      clock.minutes = 60;
      await succeeds(remove, { polls: 1 });
      expect(personalize.statusOf(arn)).toBe('ACTIVE');
    },
  );
});

describe('a Delete at the end of the stack', () => {
  it.each([
    ['this stack', STACK_ID, undefined],
    ['another stack', `${STACK_ID}-of-another`, 'ACTIVE'],
  ])('of a dataset that the shop has no more, of %s, leaves it %s', async (_whose, tagValue, status) => {
    const ofOwner = [{ tagKey: OWNER_TAG, tagValue }];
    const schemaArn = `${ACCOUNT}:schema/Shop-users-aaaaaaaa`;
    personalize.add('schema', 'Shop-users-aaaaaaaa');
    personalize.add('dataset', 'Shop-shop/USERS', { datasetGroupArn: GROUP, schemaArn, tags: ofOwner });
    clock.minutes = 60;
    await succeeds(remove);
    expect(personalize.statusOf(USERS)).toBe(status);
    expect(personalize.statusOf(schemaArn)).toBe(status);
  });

  it('waits for recommenders of the group that are still being deleted', async () => {
    const resource = personalize.add('recommender', 'Shop-most-viewed', { datasetGroupArn: GROUP });
    Object.assign(resource, { deletedAt: 0, deleteMinutes: 17 });
    await succeeds(remove);
    expect(clock.minutes).toBe(17);
  });

  it.each([
    ['waits for the tags of one that is new, and does not take it for somebody else’s', 3],
    ['takes one whose tags are there', 0],
  ])('deletes a recommender that came too late for its own Delete: %s', async (_what, minutes) => {
    personalize.behaviour.createMinutes = 0;
    personalize.unseen.tags = minutes;
    const late = personalize.add('recommender', 'Shop-late', { datasetGroupArn: GROUP, tags });
    await succeeds(remove);
    expect([late.deletedAt, personalize.statusOf(late.arn)]).toEqual([minutes, undefined]);
  });

  it.each(['recommender', 'solution'])(
    'fails at once at a %s of somebody else, and names it',
    async (kind) => {
      const { arn } = addBefore(kind, 'by-hand');
      const filter = addBefore('filter', 'by-hand');
      await fails(remove, arn);
      expect(clock.minutes).toBe(0);
      expect([arn, filter.arn].map((left) => personalize.statusOf(left))).toEqual(['ACTIVE', 'ACTIVE']);
    },
  );

  it.each(['filter', 'event-tracker', 'metric-attribution'])(
    'deletes each %s that somebody added to the group, and no others',
    async (kind) => {
      const inGroup = addBefore(kind, 'by-hand');
      const elsewhere = addBefore(kind, 'other', { datasetGroupArn: `${GROUP}-2` });
      await succeeds(remove);
      expect(personalize.statusOf(inGroup.arn)).toBeUndefined();
      expect(personalize.statusOf(elsewhere.arn)).toBe('ACTIVE');
    },
  );

  it('succeeds when the dataset group was deleted by hand, whatever lists say of that', async () => {
    for (const arn of [USERS, GROUP]) {
      personalize.gone.add(arn);
      personalize.resources.delete(arn);
    }
    await succeeds(remove, { polls: 1 });
  });

  it('fails in the service’s words when a list is refused for another reason', async () => {
    addBefore('dataset-group', 'Shop-shop');
    personalize.failNext('ListFilters', serviceError('InvalidInputException', 'Too many.'));
    await fails(remove, 'InvalidInputException: Too many.');
  });

  it('succeeds when the group is gone already', async () => {
    for (const kind of ['Datasets', 'Recommenders', 'Filters', 'EventTrackers', 'Solutions']) {
      personalize.failNext(`List${kind}`, serviceError('ResourceNotFoundException', 'gone'));
    }
    await succeeds(remove, { polls: 1 });
  });
});
