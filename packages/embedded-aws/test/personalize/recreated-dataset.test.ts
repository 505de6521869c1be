import { GetRecommendationsCommand } from '@aws-sdk/client-personalize-runtime';
import { createDataset, createGroup, runJob, settle, train } from './support/shop';
import { tasteCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';
import { createTracker, stream } from './support/stream';
import { runningFor } from '../support/running';

const SENT_AT = 1_700_000_000;

describe('a recommender whose Interactions dataset is deleted and created again', () => {
  const aws = runningFor('each test', startPersonalize);

  const view = (trackingId: string, userId: string, itemId: string) =>
    stream(aws, 'events', {
      trackingId,
      sessionId: 's',
      userId,
      eventList: [{ eventType: 'View', itemId, sentAt: SENT_AT }],
    });

  async function deleteTracker(): Promise<void> {
    const list = async () => (await aws.personalize.listEventTrackers({})).eventTrackers!;
    for (const { eventTrackerArn } of await list())
      await aws.personalize.deleteEventTracker({ eventTrackerArn });
    await settle(aws, async () => ((await list()).length > 0 ? 'DELETE PENDING' : undefined));
  }

  async function recreate(group: string, datasetArn: string): Promise<void> {
    const describe = () => aws.personalize.describeDataset({ datasetArn });
    const schemaArn = (await describe()).dataset?.schemaArn;
    await aws.personalize.deleteDataset({ datasetArn });
    await settle(aws, () =>
      describe().then(
        ({ dataset }) => dataset?.status,
        () => undefined,
      ),
    );
    await aws.personalize.deleteSchema({ schemaArn });
    await createDataset(aws, group, 'INTERACTIONS');
  }

  it('follows what is streamed into the new one, from the first event (PERSONALIZE-66)', async () => {
    aws.files.set('data/interactions.csv', tasteCsv());
    const group = await createGroup(aws);
    const datasetArn = await createDataset(aws, group, 'INTERACTIONS');
    await runJob(aws, datasetArn, 's3://data/interactions.csv', 'job');
    const before = await createTracker(aws, group);
    for (const item of ['item-1', 'item-2', 'item-3']) await view(before, 'visitor', item);
    const { arn: recommenderArn } = await train(aws, group, 'recommended-for-you');
    await deleteTracker();
    await recreate(group, datasetArn);

    await expect(view(await createTracker(aws, group), 'stranger', 'item-17')).resolves.toMatchObject({
      status: 200,
    });
    const question = new GetRecommendationsCommand({ recommenderArn, userId: 'stranger', numResults: 5 });
    const { itemList } = await aws.runtime.send(question);
    // The taste of the item that was viewed; item 0 is the most popular one.
    expect(itemList).toHaveLength(5);
    expect(itemList?.map(({ itemId }) => Number(itemId!.slice('item-'.length)) % 2)).toEqual(
      Array(5).fill(1),
    );
  });
});
