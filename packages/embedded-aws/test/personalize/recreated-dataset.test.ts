import { runningFor } from '../support/running';
import { createDataset, fillGroup, idsOf, settle, train } from './support/shop';
import { tasteCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';
import { createTracker, stream } from './support/stream';

const aws = runningFor('each test', startPersonalize);

const view = (trackingId: string, userId: string, itemId: string) =>
  stream(aws, 'events', {
    ...{ trackingId, sessionId: 's', userId },
    eventList: [{ eventType: 'View', itemId, sentAt: 1_700_000_000 }],
  });

async function deleteTracker(): Promise<void> {
  const list = async () => (await aws.personalize.listEventTrackers({})).eventTrackers!;
  for (const { eventTrackerArn } of await list())
    await aws.personalize.deleteEventTracker({ eventTrackerArn });
  await settle(aws, async () => ((await list()).length > 0 ? 'DELETE PENDING' : undefined));
}

async function recreate(group: string, datasetArn: string): Promise<void> {
  const status = async () => (await aws.personalize.describeDataset({ datasetArn })).dataset?.status;
  await aws.personalize.deleteDataset({ datasetArn });
  await settle(aws, () => status().catch(() => undefined));
  const schemaArn = 'arn:aws:personalize:us-east-1:123456789012:schema/shop-interactions';
  await aws.personalize.deleteSchema({ schemaArn });
  await createDataset(aws, group, 'INTERACTIONS');
}

it('a recommender whose Interactions dataset is deleted and created again follows what is streamed into the new one, from the first event (PERSONALIZE-66)', async () => {
  const { group, INTERACTIONS } = await fillGroup(aws, { INTERACTIONS: tasteCsv() });
  const before = await createTracker(aws, group);
  for (const item of ['item-1', 'item-2', 'item-3']) await view(before, 'visitor', item);
  const { arn } = await train(aws, group, 'recommended-for-you');
  await deleteTracker();
  await recreate(group, INTERACTIONS);

  const answer = await view(await createTracker(aws, group), 'stranger', 'item-17');
  expect(answer.status).toBe(200);
  const ids = await idsOf(aws, arn, { userId: 'stranger', numResults: 5 });
  // The taste of the item that was viewed; item 0 is the most popular one.
  expect(ids.map((id) => Number(id.slice('item-'.length)) % 2)).toEqual(Array(5).fill(1));
});
