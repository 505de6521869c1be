import { OUR_IDS } from '@ecommerce-recommenders/shop-data/data/our-ids';
import {
  asUser,
  bodyOf,
  CAMPAIGN,
  HANGS,
  itemsOf,
  ranking,
  SESSION,
  settled,
  tokenOf,
  useClock,
  World,
} from './world';

useClock();

const GIVEN = ['i1', 'i2', 'i3'];
const start = (world: World): ReturnType<World['start']> => world.start({ campaign: CAMPAIGN });

describe('a ranking', () => {
  it('has the items in the order of the campaign, with what the shop’s data says of them', async () => {
    const world = new World();
    const answer = await settled(start(world)(ranking({ items: GIVEN, session: SESSION })));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(bodyOf(answer)).toMatchObject({
      from: 'live',
      recommendationId: 'RID-ranked',
      items: [
        { itemId: 'i3' },
        { itemId: 'i2' },
        { itemId: 'i1', name: 'Item, 1', price: 1.5, currency: 'EUR' },
      ],
    });
    expect(world.inputs('GetPersonalizedRanking')).toEqual([
      { campaignArn: CAMPAIGN, inputList: GIVEN, userId: `anonymous:${SESSION}` },
    ]);
  });

  it('is for the user who is proven, and for nobody without one', async () => {
    const world = new World();
    const handler = start(world);
    await settled(handler(ranking({ items: GIVEN, user: 'ann' }, asUser('ann'))));
    await settled(handler(ranking({ items: GIVEN })));
    const asked = world.inputs('GetPersonalizedRanking').map(({ userId }) => userId);
    expect(asked).toEqual(['ann', OUR_IDS.nobody]);
  });

  it('has each item once, and those that the shop’s table does not know', async () => {
    const world = new World();
    const answer = await settled(start(world)(ranking({ items: ['i1', 'i99', 'i1', 'i2'] })));
    expect(itemsOf(answer)).toEqual(['i2', 'i99', 'i1']);
  });

  it.each(['ThrottlingException', 'InvalidInputException', HANGS])(
    'leaves the items in their order where the campaign answers with %s, and asks it no more for a while',
    async (failure) => {
      const world = new World();
      world.campaignFailure = failure;
      const handler = start(world);
      const before = Date.now();
      const answer = await settled(handler(ranking({ items: GIVEN })));
      expect(Date.now() - before).toBeLessThanOrEqual(250);
      expect(bodyOf(answer)).toMatchObject({ from: 'given' });
      expect(itemsOf(answer)).toEqual(GIVEN);
      expect(world.log).toContainEqual(
        expect.objectContaining({ message: 'fallback', useCase: 'ranking', Fallbacks: 1 }),
      );
      // A refusal may be about the request's own values: one probe tells.
      const asked = world.inputs('GetPersonalizedRanking').length;
      expect(asked).toBe(failure === 'InvalidInputException' ? 2 : 1);
      await settled(handler(ranking({ items: GIVEN })));
      expect(world.inputs('GetPersonalizedRanking')).toHaveLength(asked);
      world.campaignFailure = undefined;
      jest.setSystemTime(Date.now() + 1_000);
      expect(bodyOf(await settled(handler(ranking({ items: GIVEN }))))).toMatchObject({ from: 'live' });
    },
  );

  it.each<[number, unknown, string]>([
    [400, {}, 'The body.items is absent'],
    [400, { items: [] }, 'allowed is a list of 1 to 500'],
    [400, { items: Array(501).fill('i1') }, 'allowed is a list of 1 to 500'],
    [
      400,
      { items: GIVEN, filter: 'cheap' },
      'The body.filter is not known, allowed are items, user, session',
    ],
    [400, { items: [7] }, 'The body.items[0] is 7'],
    [413, { items: Array(500).fill('x'.repeat(300)) }, 'allowed are 139,264'],
    [403, { items: GIVEN, user: 'ann' }, 'The user is not proven'],
  ])('is refused with %i for %j', async (status, body, message) => {
    const world = new World();
    const answer = await settled(start(world)(ranking(body)));
    expect(answer.statusCode).toBe(status);
    expect(bodyOf(answer).message).toContain(message);
    expect(world.inputs('GetPersonalizedRanking')).toEqual([]);
  });

  it('is refused with a forged proof, and with that of somebody else', async () => {
    const handler = start(new World());
    const forged = { 'x-user-token': tokenOf('ann', undefined, 'theirs') };
    for (const headers of [forged, asUser('bob')]) {
      const answer = await settled(handler(ranking({ items: GIVEN, user: 'ann' }, headers)));
      expect(answer.statusCode).toBe(403);
    }
  });

  it('takes 500 ids of the longest that the service knows', async () => {
    const world = new World();
    const items = Array.from({ length: 500 }, (_, at) => `${at}`.padEnd(256, 'x'));
    expect(itemsOf(await settled(start(world)(ranking({ items }))))).toEqual([...items].reverse());
  });
});
