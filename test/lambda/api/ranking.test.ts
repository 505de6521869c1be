import { OUR_IDS } from '@ecommerce-recommenders/shop-data/data/our-ids';
import { asUser, bodyOf, CAMPAIGN, HANGS, itemsOf, pass, ranking, SESSION, useWorld, World } from './world';

const world = useWorld();

const GIVEN = ['i1', 'i2', 'i3'];

describe('a ranking', () => {
  let rank: (
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => ReturnType<ReturnType<World['start']>>;
  beforeEach(() => {
    const api = world.start({ campaign: CAMPAIGN });
    rank = (body, headers) => api(ranking(body, headers));
  });
  const asked = (): Readonly<Record<string, unknown>>[] => world.inputs('GetPersonalizedRanking');

  it('has the items in the order of the campaign, with what the shop’s data says of them', async () => {
    const answer = await rank({ items: GIVEN, session: SESSION });
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'private, no-store']);
    const first = { itemId: 'i1', name: 'Item, 1', price: 1.5, currency: 'EUR' };
    expect(bodyOf(answer)).toMatchObject({
      from: 'live',
      recommendationId: 'RID-ranked',
      items: [{ itemId: 'i3' }, { itemId: 'i2' }, first],
    });
    const userId = `anonymous:${SESSION}`;
    expect(asked()).toEqual([{ campaignArn: CAMPAIGN, inputList: GIVEN, userId }]);
  });

  it('is for the user who is proven, and for nobody without one', async () => {
    await rank({ items: GIVEN, user: 'ann' }, asUser('ann'));
    await rank({ items: GIVEN });
    for (const headers of [asUser('ann', 'theirs'), asUser('bob')])
      expect((await rank({ items: GIVEN, user: 'ann' }, headers)).statusCode).toBe(403);
    expect(asked().map(({ userId }) => userId)).toEqual(['ann', OUR_IDS.nobody]);
  });

  it.each(['ThrottlingException', 'InvalidInputException', HANGS])(
    'leaves the items in their order where the campaign answers with %s, and asks it no more for a while',
    async (failure) => {
      world.campaignFailure = failure;
      const before = Date.now();
      const answer = await rank({ items: GIVEN });
      expect(Date.now() - before).toBeLessThanOrEqual(250);
      expect([bodyOf(answer).from, itemsOf(answer)]).toEqual(['given', GIVEN]);
      world.expectLogged({ message: 'fallback', useCase: 'ranking', Fallbacks: 1 });
      // A refusal may be about the request's own values: one probe tells.
      const questions = failure === 'InvalidInputException' ? 2 : 1;
      expect(asked()).toHaveLength(questions);
      await rank({ items: GIVEN });
      expect(asked()).toHaveLength(questions);
      world.campaignFailure = undefined;
      pass(1);
      expect(bodyOf(await rank({ items: GIVEN }))).toMatchObject({ from: 'live' });
    },
  );

  it.each<[number, unknown, string]>([
    [400, {}, 'The body.items is absent'],
    [400, { items: [] }, 'allowed is a list of 1 to 500'],
    [400, { items: Array(501).fill('i1') }, 'allowed is a list of 1 to 500'],
    [400, { items: GIVEN, filter: 'cheap' }, 'body.filter is not known, allowed are items, user, session'],
    [400, { items: [7] }, 'The body.items[0] is 7'],
    [413, { items: Array(500).fill('x'.repeat(300)) }, 'allowed are 139,264'],
    [403, { items: GIVEN, user: 'ann' }, 'The user is not proven'],
  ])('is refused with %i for %j', async (status, body, message) => {
    const answer = await rank(body);
    expect([answer.statusCode, bodyOf(answer).message]).toEqual([status, expect.stringContaining(message)]);
    expect(asked()).toEqual([]);
  });

  it('has each item once, also what the shop’s table does not know, and 500 of the longest ids that the service knows', async () => {
    const items = Array.from({ length: 499 }, (_, at) => `${at}`.padEnd(256, 'x'));
    expect(itemsOf(await rank({ items: [...items, items[0]] }))).toEqual([...items].reverse());
  });
});
