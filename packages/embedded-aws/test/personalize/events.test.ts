import { runningFor } from '../support/running';
import { createDataset, fillGroup, idsOf, runJob, settle, train } from './support/shop';
import { interactionsCsv, itemsCsv, tasteCsv } from './support/shop-files';
import { startPersonalize } from './support/start-personalize';
import { createTracker, stream } from './support/stream';

const NOW = 1_700_000_000;
const WEEK_MS = 7 * 24 * 3_600_000;
const OK = { status: 200, body: '' };

describe('the events API of Personalize', () => {
  const aws = runningFor('each test', startPersonalize);
  let group: string;
  let interactions: string;
  let items: string;
  let trackingId: string;
  let jobs = 0;

  beforeEach(async () => {
    const files = { INTERACTIONS: interactionsCsv(), ITEMS: itemsCsv() };
    ({ group, INTERACTIONS: interactions, ITEMS: items } = await fillGroup(aws, files));
    trackingId = await createTracker(aws, group);
  });

  const importing = (datasetArn: string, file: string, mode?: 'FULL' | 'INCREMENTAL') =>
    runJob(aws, datasetArn, `s3://data/${file}.csv`, `job-${++jobs}`, mode);

  const put = (eventList: object[], more: object = {}) =>
    stream(aws, 'events', { trackingId, sessionId: 's', userId: 'user-1', eventList, ...more });
  const viewOf = (itemId: string) => ({ eventType: 'View', itemId, sentAt: NOW });
  const putEvent = (userId: string | undefined, event: object, sessionId = 'session') =>
    put([{ eventType: 'View', sentAt: NOW, ...event }], { userId, sessionId });

  const ask = (arn: string, userId = 'u', numResults = 500, itemId?: string) =>
    idsOf(aws, arn, { userId, itemId, numResults });
  const mostViewed = async () => ask((await train(aws, group, 'most-viewed')).arn);

  it('leaves out at once what a streamed event says was purchased, in any case', async () => {
    const { arn } = await train(aws, group, 'customers-who-viewed-x-also-viewed');
    const before = await ask(arn, 'user-5', 500, 'item-20');
    expect(before).toContain('item-9');
    expect(await putEvent('user-5', { eventType: 'purchase', itemId: 'item-9' })).toEqual(OK);
    expect(await ask(arn, 'user-5', 500, 'item-20')).toEqual(before.filter((id) => id !== 'item-9'));
  });

  it('looks at the latest hundred purchases, imported and streamed ones together', async () => {
    const { arn } = await train(aws, group, 'recommended-for-you');
    for (let n = 0; n < 100; n++)
      await putEvent('user-5', { eventType: 'Purchase', itemId: 'item-9', sentAt: NOW + n });
    const answer = await ask(arn, 'user-5');
    expect(answer).not.toContain('item-9');
    // Its imported purchases are older than these hundred.
    expect(answer).toContain('item-5');
  });

  it('lets Recommended for you follow at once, for new users and anonymous sessions, too (PERSONALIZE-66)', async () => {
    aws.files.set('data/interactions.csv', tasteCsv());
    await importing(interactions, 'interactions', 'FULL');
    const { arn } = await train(aws, group, 'recommended-for-you');
    await putEvent('stranger', { itemId: 'item-17' });
    await putEvent(undefined, { itemId: 'item-23' }, 'visit');
    expect([await ask(arn, 'stranger', 1), await ask(arn, 'visit', 1)]).toEqual([['item-17'], ['item-23']]);
    expect(await ask(arn, 'user-1', 5)).not.toEqual(await ask(arn, 'user-2', 5));
  });

  it('lets Recommended for you follow from the first event after its dataset is deleted and created again (PERSONALIZE-66)', async () => {
    aws.files.set('data/interactions.csv', tasteCsv());
    await importing(interactions, 'interactions', 'FULL');
    for (const itemId of ['item-1', 'item-2', 'item-3']) await putEvent('visitor', { itemId });
    const { arn } = await train(aws, group, 'recommended-for-you');
    const { personalize } = aws;
    const trackers = async () => (await personalize.listEventTrackers({})).eventTrackers!;
    await personalize.deleteEventTracker({ eventTrackerArn: (await trackers())[0].eventTrackerArn });
    await settle(aws, async () => (await trackers())[0]?.status);
    await personalize.deleteDataset({ datasetArn: interactions });
    const described = () => personalize.describeDataset({ datasetArn: interactions });
    await settle(aws, async () => (await described().catch(() => undefined))?.dataset?.status);
    const schemaArn = 'arn:aws:personalize:us-east-1:123456789012:schema/shop-interactions';
    await personalize.deleteSchema({ schemaArn });
    await createDataset(aws, group, 'INTERACTIONS');

    trackingId = await createTracker(aws, group);
    expect(await putEvent('stranger', { itemId: 'item-17' })).toEqual(OK);
    // The taste of the item that was viewed; item 0 is the most popular one.
    const ids = await ask(arn, 'stranger', 5);
    expect(ids.map((id) => Number(id.slice('item-'.length)) % 2)).toEqual(Array(5).fill(1));
  });

  it('lets the other use cases follow at the next weekly training, over a FULL import (PERSONALIZE-66)', async () => {
    const { arn } = await train(aws, group, 'most-viewed');
    for (let n = 0; n < 300; n += 10)
      await put(Array.from({ length: 10 }, (_, at) => ({ ...viewOf('item-29'), sentAt: NOW + n + at })));
    expect(await ask(arn, 'u', 1)).toEqual(['item-0']);
    await importing(interactions, 'interactions', 'FULL');
    await aws.clock.advance(WEEK_MS);
    for (let tries = 0; tries < 100 && (await ask(arn, 'u', 1))[0] === 'item-0'; tries++);
    expect(await ask(arn, 'u', 1)).toEqual(['item-29']);
  });

  it('trains on a session once one of its events names the user (PERSONALIZE-67)', async () => {
    await putEvent(undefined, { itemId: 'of-the-visit' }, 'visit');
    expect(await mostViewed()).not.toContain('of-the-visit');
    await putEvent('user-1', { itemId: 'item-1' }, 'visit');
    const after = await train(aws, group, 'best-sellers');
    expect(await ask(after.arn)).toContain('of-the-visit');
  });

  it.each([
    ['an event id that came before', { eventId: 'one' }, { eventId: 'one', sentAt: NOW + 5 }],
    ['an event alike in every value', {}, {}],
  ])('counts %s once', async (_, one, two) => {
    // On equal counts item-27 comes first.
    for (const more of [one, two]) await putEvent('user-1', { itemId: 'item-27', ...more });
    for (const later of [1, 2]) await putEvent('user-1', { itemId: 'item-28', sentAt: NOW + later });
    const answer = await mostViewed();
    expect(answer.indexOf('item-28')).toBeLessThan(answer.indexOf('item-27'));
  });

  it('accepts everything that a client may send', async () => {
    const event = {
      ...{ itemId: 'item-1', eventId: 'e', eventValue: 9.5, recommendationId: 'RID-1' },
      impression: ['item-1', 'item-2'],
      metricAttribution: { eventAttributionSource: 'web' },
      sentAt: NOW + 0.25,
    };
    expect(await putEvent('user-1', event)).toEqual(OK);
    expect(await putEvent('user-1', { properties: '{"itemId":"item-1"}' })).toEqual(OK);
  });

  const blank = { eventAttributionSource: ' '.repeat(1_024) };
  it.each<[string, object, string, object?]>([
    ['no item', { itemId: undefined }, 'eventList.1: Value of ITEM_ID is empty'],
    ['no time', { sentAt: undefined }, "at 'eventList.1.member.sentAt'"],
    ['a time beyond all numbers', { sentAt: 1e300 }, 'of TIMESTAMP is not of type long'],
    ['a forbidden property', { properties: '{"USERID":"u"}' }, 'eventList.1.properties has USERID'],
    ['a property without a column', { properties: '{"discount":1}' }, 'discount, which no column'],
    ['properties that are no JSON', { properties: '{' }, 'eventList.1.properties is not JSON'],
    ['properties that are no object', { properties: '[]' }, 'must be the text of a JSON object, got []'],
    ['an item twice', { properties: '{"itemId":"i"}' }, 'itemId, which the record itself gives'],
    ['a source of blanks', { metricAttribution: blank }, 'eventAttributionSource'],
    ['a long recommendation id', { recommendationId: 'x'.repeat(41) }, 'recommendationId'],
    ['an event of over 10 KB', { impression: Array(25).fill('\u20ac'.repeat(256)) }, '10240 are allowed'],
    ['an empty session', {}, "at 'sessionId'", { sessionId: '' }],
  ])('fails for %s and keeps none of the events', async (_, event, message, input = {}) => {
    const good = viewOf('kept');
    const { status, body } = await put([{ ...good, ...event }, good], input);
    expect([status, JSON.parse(body)]).toEqual([
      400,
      { __type: 'InvalidInputException', message: expect.stringContaining(message) as string },
    ]);
    expect(await mostViewed()).not.toContain('kept');
  });

  it('fails for an eleventh event type', async () => {
    for (let n = 0; n < 10; n++)
      expect(await putEvent('u', { eventType: `type-${n}`, itemId: 'i' })).toEqual(OK);
    const { status, body } = await putEvent('u', { eventType: 'type-10', itemId: 'i' });
    expect([status, body]).toEqual([400, expect.stringContaining('10 are allowed')]);
  });

  const properties = JSON.stringify({ name: 'New', categoryL1: 'hats', price: '12.5' });
  const explorer = () =>
    train(aws, group, 'recommended-for-you', { itemExplorationConfig: { explorationWeight: '1' } });
  const putItem = (itemId: string, text?: string) =>
    stream(aws, 'items', { datasetArn: items, items: [{ itemId, properties: text }] });
  /** How many of 60 users an item is among the first five for. */
  const seenBy = async (arn: string, item: string): Promise<number> => {
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => ask(arn, `user-${n}`, 5)));
    return answers.filter((answer) => answer.includes(item)).length;
  };

  it('makes a streamed item one to explore, also after a FULL import', async () => {
    const { arn } = await explorer();
    expect(await ask(arn, 'user-1')).not.toContain('fresh');
    expect(await putItem('fresh', properties)).toEqual(OK);
    const before = await seenBy(arn, 'fresh');
    expect(before).toBeGreaterThan(0);
    await importing(items, 'items', 'FULL');
    expect(await seenBy(arn, 'fresh')).toBe(before);
  });

  it('lets an INCREMENTAL import replace a streamed item, which a FULL one then takes away', async () => {
    const { arn } = await explorer();
    await putItem('item-99', properties);
    aws.files.set('data/more.csv', itemsCsv(1).replace('item-0', 'item-99'));
    await importing(items, 'more', 'INCREMENTAL');
    expect(await seenBy(arn, 'item-99')).toBeGreaterThan(0);
    await importing(items, 'items', 'FULL');
    expect(await seenBy(arn, 'item-99')).toBe(0);
  });

  it.each([
    ['no properties', undefined, 'items.1: Value of CATEGORY_L1 is empty'],
    ['a list', '{"categoryL1":["a"],"price":1}', 'items.1.properties.categoryL1 must be a string'],
    ['a long value', `{"categoryL1":"${'x'.repeat(1001)}","price":1}`, 'Length cannot be more than 1000'],
    ['another property', '{"colour":"red"}', 'may have name, categoryL1, style, productDescription, price'],
  ])('fails for an item with %s (PERSONALIZE-68)', async (_, text, message) => {
    const { status, body } = await putItem('i', text);
    expect([status, body]).toEqual([400, expect.stringContaining(message)]);
  });
});
