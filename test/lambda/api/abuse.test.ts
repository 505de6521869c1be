import { UNKNOWN_ITEMS_PER_MINUTE } from '../../../lambda/api/unknown-items';
import { bodyOf, CAMPAIGN, ITEMS, itemsOf, pass, ranking, SESSION, useWorld } from './world';

const world = useWorld();

const BOUGHT = '/recommendations/frequently-bought-together';
const BEST = '/recommendations/best-sellers';

describe('an item that a request to the API names', () => {
  it('that neither use case nor filter reads makes no question of its own', async () => {
    for (let at = 0; at < 50; at++) await world.ask(`${BEST}?item=invented-${at}&num=${1 + at}`);
    expect(world.askedOf('best-sellers').map(({ itemId }) => itemId)).toEqual([undefined]);
    expect(itemsOf(await world.ask(`${BEST}?item=i1`))).toEqual(['i2', 'i4', 'i5']);
    await world.ask(`${BEST}?item=i1&filter=like`);
    expect(world.askedOf('best-sellers').at(-1)).toMatchObject({ itemId: 'i1' });
  });

  it('that was invented is asked for live a few times a minute, and a thousand are not', async () => {
    const invented = async (from: number, count: number, session = ''): Promise<void> => {
      for (let at = from; at < from + count; at++)
        expect((await world.ask(`${BOUGHT}?item=invented-${at}${session}`)).statusCode).toBe(200);
    };
    await invented(0, 500);
    await invented(500, 500, `&session=${SESSION}`);
    expect(world.askedOf('frequently-bought-together')).toHaveLength(UNKNOWN_ITEMS_PER_MINUTE);
    // What the shop has is answered as ever, and no alarm about stand-ins rings.
    expect(bodyOf(await world.ask(`${BOUGHT}?item=i1`)).from).toBe('live');
    expect(world.log.filter(({ message }) => message === 'fallback')).toEqual([]);
    pass(60);
    await invented(1_000, 100);
    expect(world.askedOf('frequently-bought-together')).toHaveLength(2 * UNKNOWN_ITEMS_PER_MINUTE + 1);
  });

  it('that arrived since the table was read is asked for live, and is no longer unknown once it is read', async () => {
    await world.ask(`${BOUGHT}?item=i1`);
    world.objects.set('dataset/training_item.csv', `${ITEMS}\nnew,New,cat,5,,1`);
    expect(bodyOf(await world.ask(`${BOUGHT}?item=new`)).from).toBe('live');
    pass(60);
    for (let at = 0; at < 100; at++) await world.ask(`${BOUGHT}?item=invented-${at}`);
    expect(bodyOf(await world.ask(`${BOUGHT}?item=new`)).from).toBe('live');
  });
});

describe('a refusal of the values of one request to the API', () => {
  it.each([
    ['an item', 'i5', `${BOUGHT}?item=i5`],
    ['a filter', 'Shop-cheap-1', `${BOUGHT}?item=i1&filter=cheap`],
  ])('(%s) opens no circuit for others, and costs little', async (_, refused, path) => {
    world.refused = refused;
    for (let at = 0; at < 20; at++) {
      expect((await world.ask(`${path}&session=${SESSION}`)).statusCode).toBe(200);
      expect(bodyOf(await world.ask(`${BOUGHT}?item=i2&session=${SESSION}`)).from).toBe('live');
    }
    // Each question once, and one probe.
    expect(world.askedOf('frequently-bought-together')).toHaveLength(41);
  });

  it('of a ranking opens no circuit for others', async () => {
    const ask = world.start({ campaign: CAMPAIGN });
    world.refused = 'invented';
    for (let at = 0; at < 5; at++) {
      expect(bodyOf(await ask(ranking({ items: ['invented'] }))).from).toBe('given');
      expect(bodyOf(await ask(ranking({ items: ['i1'] }))).from).toBe('live');
    }
  });
});

describe('a recommender that refuses everybody', () => {
  it.each(['InvalidInputException', 'ResourceNotFoundException', 'ThrottlingException'])(
    '(%s) has its circuit opened by a session’s question, too',
    async (failure) => {
      const api = world.start();
      world.behaviours['recommended-for-you'] = failure;
      const ask = async (): Promise<unknown> =>
        bodyOf(await api(`/recommendations/recommended-for-you?session=${SESSION}`)).from;
      expect(await ask()).toBe('best-sellers');
      const first = world.askedOf('recommended-for-you').length;
      expect(first).toBeLessThanOrEqual(2);
      for (let at = 0; at < 20; at++) expect(await ask()).toBe('best-sellers');
      expect(world.askedOf('recommended-for-you')).toHaveLength(first);
      world.behaviours['recommended-for-you'] = ['i9'];
      pass(1);
      expect(await ask()).toBe('live');
    },
  );
});
