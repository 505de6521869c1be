import { ALGORITHMS } from '../src/algorithms';
import type { Interactions } from '../src/interactions';
import { ask, type Answer } from '../../../test/support/interactions';
import { RECORDED_MOST_VIEWED, workshopInteractions } from '../../../test/support/workshop';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { describeWith } from '../../../test/support/prerequisites';

const BAGGY_DENIM_SHIRT = 'e8720deb-c1f7-48c6-90b2-333b8c79c16a';
const ORNAMENT = 'e34b3936-d740-4952-b572-ef984e3919ca';

/** Amazon Personalize's answers in the workshop, in rank order. */
const RECORDED = {
  mostViewed: RECORDED_MOST_VIEWED,
  bestSellers: [
    '9fbbfe69-98f3-43a6-9a78-7d8ac254a777',
    '462d6acb-8cb9-4d11-aeef-7942d51345d8',
    'e34b3936-d740-4952-b572-ef984e3919ca',
    'e8720deb-c1f7-48c6-90b2-333b8c79c16a',
    '2d9dfb7e-23c1-49d3-a900-cf95a9c740a2',
    '8fb0eebc-972c-4934-ad7d-1405c2d41640',
    '91d060b5-149e-4ece-bbe2-ddcd08e1f24e',
    '21ea0edc-1984-4f79-a6af-b2d1135471b5',
    '4952a24b-7c7c-4ee6-a448-720e97927ba8',
    '6ae04681-0217-46c7-a34c-a3e74c96a1fe',
  ],
  viewedWithShirt: [
    '53014964-755a-4cf6-9f6c-5c917773e3c9',
    'f99f0a8b-9c31-40dc-a503-a0ea9f276991',
    '308e1a70-e10e-4f27-a923-5f1ac5d3c5d7',
    'b03a9d18-3bd9-4d1c-9ebb-2d94cad7c7cc',
    '45ad5875-1814-4840-80c5-ca8dda40dfdf',
    '36c8e225-7568-4be9-a94a-c79f9e445e7f',
    '9955397c-d668-40d7-ae63-0f4a3aa8a523',
    '17d2050f-19c4-4cf9-bf10-a83421f0052d',
    'c8956c20-9214-4e38-9398-26e8d05b4924',
    '7bb6d3ff-19e3-4bf7-9b8a-71dd0d19cde3',
  ],
};

describeWith('workshop')("the workshop's recorded answers", () => {
  let interactions: Interactions;

  beforeAll(async () => {
    const builder = await workshopInteractions();
    expect(builder.rows).toBe(526_581);
    interactions = builder.build();
  });

  const answerOf = async (name: UseCaseName, query: { userId?: string; itemId?: string }): Promise<Answer> =>
    ask(await ALGORITHMS[name](interactions), interactions, query);

  it('drops the duplicates that Amazon Personalize drops', () => {
    expect(interactions.users).toHaveLength(286_336);
    expect(interactions.userIds).toHaveLength(5250);
    expect(interactions.itemIds).toHaveLength(2449);
  });

  it('are met by most viewed: the same ten items, the first three in order', async () => {
    const { items } = await answerOf('most-viewed', { userId: '1' });
    expect(items.slice(0, 3)).toEqual(RECORDED.mostViewed.slice(0, 3));
    expect([...items.slice(0, 10)].sort()).toEqual([...RECORDED.mostViewed].sort());
  });

  it('are met by best sellers, and bought together, which are these: 9 purchases, 8 of five items, then some of the twelve with 7', async () => {
    const { items } = await answerOf('best-sellers', { userId: '1' });
    expect(items[0]).toBe(RECORDED.bestSellers[0]);
    expect([...items.slice(1, 6)].sort()).toEqual(RECORDED.bestSellers.slice(1, 6).sort());
    expect(items.slice(6, 18)).toEqual(expect.arrayContaining(RECORDED.bestSellers.slice(6)));
    for (const itemId of [BAGGY_DENIM_SHIRT, ORNAMENT])
      expect(await answerOf('frequently-bought-together', { itemId })).toMatchObject({ items, answered: [] });
  });

  it('are met by customers who viewed X also viewed: 7 of ten in the first ten, all in the first fifty', async () => {
    const query = { userId: '1', itemId: BAGGY_DENIM_SHIRT };
    const { items } = await answerOf('customers-who-viewed-x-also-viewed', query);
    const within = (count: number): string[] =>
      RECORDED.viewedWithShirt.filter((id) => items.slice(0, count).includes(id));
    expect(within(10).length).toBeGreaterThanOrEqual(7);
    expect(within(50)).toHaveLength(10);
  });
});
