import { createShop, findUsers, recommendTo, trainedVersion } from '../personalize/support/batch-shop';
import { describeVersion } from '../personalize/support/ranking-shop';
import { startPersonalize } from '../personalize/support/start-personalize';
import { runningFor } from '../support/running';

const aws = runningFor('each test', () => startPersonalize('realistic'));
let group: string;
beforeEach(async () => {
  group = await createShop(aws);
});

const quantity = (what: string): number =>
  aws.account.bill().find((line) => line.what === what)?.quantity ?? 0;

it('batch recommendations are billed by user, and their training by interaction', async () => {
  const version = await trainedVersion(aws, group, 'users');
  expect(quantity('training of batch recommendations, v2')).toBeGreaterThan(1_000);
  await recommendTo(aws, version, [{ userId: 'user-1' }, { userId: 'nobody' }, { itemId: 'item-1' }]);
  expect(quantity('batch recommendations, v2')).toBe(2);
});

it('a segment is billed by the users of the training, and its training by the hour', async () => {
  const version = await trainedVersion(aws, group, 'items');
  const { trainingHours } = await describeVersion(aws, version);
  expect(quantity('training of user segments')).toBeCloseTo(trainingHours!, 6);
  await findUsers(aws, version, [{ itemId: 'item-1' }, { itemId: 'item-2' }, { itemId: 'none' }]);
  expect(quantity('user segments')).toBe(2 * 40);
});
