import { UNKNOWN_ITEMS_PER_MINUTE } from '../../../lambda/api/unknown-items';
import {
  arnOf,
  bodyOf,
  CAMPAIGN,
  itemsOf,
  ITEMS,
  ranking,
  request,
  SESSION,
  settled,
  useClock,
  World,
} from './world';

useClock();

const BOUGHT = '/recommendations/frequently-bought-together';
const BEST = '/recommendations/best-sellers';

/** Questions to a use case's recommender. */
const asked = (world: World, useCase: string): Readonly<Record<string, unknown>>[] =>
  world.inputs('GetRecommendations').filter(({ recommenderArn }) => recommenderArn === arnOf(useCase));

describe('an item that a request to the API names', () => {
  it('that neither use case nor filter reads makes no question of its own', async () => {
    const world = new World();
    const handler = world.start();
    for (let at = 0; at < 50; at++)
      await settled(handler(request(`${BEST}?item=invented-${at}&num=${1 + at}`)));
    expect(asked(world, 'best-sellers').map(({ itemId }) => itemId)).toEqual([undefined]);
    expect(itemsOf(await settled(handler(request(`${BEST}?item=i1`))))).toEqual(['i2', 'i4', 'i5']);
    await settled(handler(request(`${BEST}?item=i1&filter=like`)));
    expect(asked(world, 'best-sellers').at(-1)).toMatchObject({ itemId: 'i1' });
  });

  it('that was invented is asked for live a few times a minute, and a thousand are not', async () => {
    const world = new World();
    const handler = world.start();
    const invented = async (from: number, count: number, session = ''): Promise<void> => {
      for (let at = from; at < from + count; at++)
        expect((await settled(handler(request(`${BOUGHT}?item=invented-${at}${session}`)))).statusCode).toBe(
          200,
        );
    };
    await invented(0, 500);
    await invented(500, 500, `&session=${SESSION}`);
    expect(asked(world, 'frequently-bought-together')).toHaveLength(UNKNOWN_ITEMS_PER_MINUTE);
    // What the shop has is answered as ever, and no alarm about stand-ins rings.
    expect(bodyOf(await settled(handler(request(`${BOUGHT}?item=i1`)))).from).toBe('live');
    expect(world.log.filter(({ message }) => message === 'fallback')).toEqual([]);
    jest.setSystemTime(Date.now() + 60_000);
    await invented(1_000, 100);
    expect(asked(world, 'frequently-bought-together')).toHaveLength(2 * UNKNOWN_ITEMS_PER_MINUTE + 1);
  });

  it('that arrived since the table was read is asked for live, and is no longer unknown once it is read', async () => {
    const world = new World();
    const handler = world.start();
    await settled(handler(request(`${BOUGHT}?item=i1`)));
    world.objects.set('dataset/training_item.csv', `${ITEMS}\nnew,New,cat,5,,1`);
    const answer = bodyOf(await settled(handler(request(`${BOUGHT}?item=new`))));
    expect(answer).toMatchObject({ from: 'live' });
    jest.setSystemTime(Date.now() + 60_000);
    for (let at = 0; at < 100; at++) await settled(handler(request(`${BOUGHT}?item=invented-${at}`)));
    expect(bodyOf(await settled(handler(request(`${BOUGHT}?item=new`)))).from).toBe('live');
  });
});

describe('a refusal of the values of one request to the API', () => {
  it.each([
    ['an item', 'i5', `${BOUGHT}?item=i5`],
    ['a filter', 'Shop-cheap-1', `${BOUGHT}?item=i1&filter=cheap`],
  ])('(%s) opens no circuit for others, and costs little', async (_, refused, path) => {
    const world = new World();
    const handler = world.start();
    world.refused = refused;
    for (let at = 0; at < 20; at++) {
      expect((await settled(handler(request(`${path}&session=${SESSION}`)))).statusCode).toBe(200);
      expect(bodyOf(await settled(handler(request(`${BOUGHT}?item=i2&session=${SESSION}`)))).from).toBe(
        'live',
      );
    }
    // Each question once, and one probe.
    expect(asked(world, 'frequently-bought-together')).toHaveLength(41);
  });

  it('of a ranking opens no circuit for others', async () => {
    const world = new World();
    const handler = world.start({ campaign: CAMPAIGN });
    world.refused = 'invented';
    for (let at = 0; at < 5; at++) {
      expect(bodyOf(await settled(handler(ranking({ items: ['invented'] })))).from).toBe('given');
      expect(bodyOf(await settled(handler(ranking({ items: ['i1'] })))).from).toBe('live');
    }
  });
});

describe('a recommender that refuses everybody', () => {
  it.each(['InvalidInputException', 'ResourceNotFoundException', 'ThrottlingException'])(
    '(%s) has its circuit opened by a session’s question, too',
    async (failure) => {
      const world = new World();
      const handler = world.start();
      world.behaviours['recommended-for-you'] = failure;
      const ask = async (): Promise<unknown> =>
        bodyOf(await settled(handler(request(`/recommendations/recommended-for-you?session=${SESSION}`))))
          .from;
      expect(await ask()).toBe('best-sellers');
      const first = asked(world, 'recommended-for-you').length;
      expect(first).toBeLessThanOrEqual(2);
      for (let at = 0; at < 20; at++) expect(await ask()).toBe('best-sellers');
      expect(asked(world, 'recommended-for-you')).toHaveLength(first);
      world.behaviours['recommended-for-you'] = ['i9'];
      jest.setSystemTime(Date.now() + 1_000);
      expect(await ask()).toBe('live');
    },
  );
});
