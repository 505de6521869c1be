import { BEST, bodyOf, BOUGHT, itemsOf, manifestOf, pass, useWorld, World } from './world';
import { RULES_KEY, type Rule } from '@ecommerce-recommenders/shop-data/contracts/rules/rules';

const world = useWorld();

const POPULAR = ['i17', 'i18', 'i19', 'i16', 'i15'];

/** Answers for carts of a shop whose recommender knows this about each item. */
function shop(about: Readonly<Record<string, readonly string[]>>) {
  world.behaviours['best-sellers'] = POPULAR;
  world.behaviours['frequently-bought-together'] = ({ itemId }) => about[String(itemId)] ?? [];
  return (query: string) => world.start()(`/recommendations/frequently-bought-together?${query}`);
}

describe('an answer for a cart', () => {
  const fill = POPULAR.slice(0, 3);
  it.each<[string, Parameters<typeof shop>[0], readonly string[]]>([
    [
      'in turn what goes with each item',
      { i1: ['i7', 'i8', 'i10'], i2: ['i9', 'i1', 'i8'] },
      ['i9', 'i7', 'i8', 'i10'],
    ],
    [
      'first, at the same place, what goes with several items',
      { i1: ['i7', 'i8'], i2: ['i7', 'i9'], i4: ['i10', 'i11'] },
      ['i7', 'i10', 'i11', 'i9', 'i8'],
    ],
    [
      'popular items that fill up all answers behind what goes with one',
      { i1: ['i7', ...fill], i2: ['i8', ...fill], i4: ['i9', 'i10', ...fill] },
      ['i9', 'i8', 'i7', 'i17', 'i10', 'i18', 'i19'],
    ],
  ])('has %s, and nothing that is in it', async (_what, about, expected) => {
    const answer = await shop(about)(`items=${Object.keys(about).join()}`);
    expect(itemsOf(answer)).toEqual(expected);
    expect(bodyOf(answer)).toMatchObject({ from: 'live', because: 'asked' });
    // It would be of one of several recommendations.
    expect(bodyOf(answer)).not.toHaveProperty('recommendationId');
  });

  it('of one item is that about the item', async () => {
    const ask = shop({ i1: ['i7', 'i8'] });
    const answer = bodyOf(await ask('items=i1,i1'));
    expect(answer).toEqual(bodyOf(await ask('item=i1')));
    expect(answer.recommendationId).toBe('RID-i1');
  });

  it('asks about the five latest alone, at once', async () => {
    const about = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`i${at}`, ['i9']]));
    const ask = shop(about);
    expect(itemsOf(await ask('items=i0,i1,i2,i4,i5,i6,i7,i1'))).toEqual(['i9']);
    const asked = world.askedOf('frequently-bought-together').map(({ itemId }) => itemId);
    expect(asked).toEqual(['i4', 'i5', 'i6', 'i7', 'i1']);
  });

  it('leaves out popular items that stand in for an item without history, unless all do', async () => {
    const ask = shop({ i1: ['i7', 'i8'], i2: POPULAR, i4: POPULAR });
    const one = await ask('items=i1,i2');
    expect([itemsOf(one), bodyOf(one).because]).toEqual([['i7', 'i8'], 'asked']);
    const none = await ask('items=i2,i4');
    expect([itemsOf(none), bodyOf(none).because]).toEqual([POPULAR, 'no-history']);
  });

  it('is that of the use case where this asks about no item, without what is in the cart', async () => {
    const answer = await world.ask('/recommendations/best-sellers?items=i1,i2');
    expect(itemsOf(answer)).toEqual(['i4', 'i5']);
  });

  it.each([
    ['item=i1&items=i2', 'item and items are both there, allowed is one of the two.'],
    [`items=${Array.from({ length: 21 }, (_, at) => at).join(',')}`, 'items has 21 entries, allowed are 20.'],
  ])('refuses %s', async (query, message) => {
    const answer = await shop({})(query);
    expect([answer.statusCode, bodyOf(answer)]).toEqual([400, { message }]);
  });
});

describe('given items', () => {
  it('have what the shop’s own data says, in the order of the request, and no recommender is asked', async () => {
    const answer = await world.ask('/items?items=i8,i7,i8');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('private, max-age=30');
    const known = { currency: 'EUR', category: 'cat' };
    expect(bodyOf(answer)).toEqual({
      from: 'given',
      items: [
        { itemId: 'i8', name: 'Item, 8', price: 8.5, image: '/img/8.jpg', ...known },
        { itemId: 'i7', name: 'Item, 7', price: 7.5, image: '/img/7.jpg', ...known },
      ],
    });
    expect(world.inputs('GetRecommendations')).toEqual([]);
  });

  it('leave out what is sold out, withdrawn or excluded, and are as many as are asked for', async () => {
    expect(itemsOf(await world.ask('/items?items=i3,i99,i5,i6,i7,i8&exclude=i5&num=2'))).toEqual([
      'i6',
      'i7',
    ]);
  });

  it('are those of the request where the shop has no table of items, and none as long as it cannot be read', async () => {
    const answer = await world.start({ hasItems: false, soldOut: undefined })('/items?items=i99');
    expect(bodyOf(answer).items).toEqual([{ itemId: 'i99' }]);
    world.s3Failure = 'SlowDown';
    expect(itemsOf(await world.ask('/items?items=i7'))).toEqual([]);
  });

  it('obey the rules that hide items everywhere, and no other', async () => {
    const rules: readonly Rule[] = [
      { name: 'no sevens', action: 'hide', items: ['i7'] },
      { name: 'no eights', action: 'hide', items: ['i8'], useCases: ['best-sellers'] },
      { name: 'winter', action: 'pin', items: ['i12'] },
    ];
    world.objects.set(RULES_KEY, JSON.stringify(rules));
    const answer = await world.start({ rules: true })('/items?items=i7,i8');
    expect(itemsOf(answer)).toEqual(['i8']);
    expect(bodyOf(answer)).toMatchObject({ hiddenBy: ['no sevens'] });
  });

  it('have to be named, twenty at most', async () => {
    const many = Array.from({ length: 21 }, (_, at) => `i${at}`).join();
    for (const path of ['/items', '/items?items=,', `/items?items=${many}`, '/items?items=i1&user=ann'])
      expect((await world.ask(path)).statusCode).toBe(400);
  });
});

const PROMOTIONS = {
  sale: { filter: 'cheap', percent: 20 },
  fresh: { filter: 'fresh', percent: 50 },
  alike: { filter: 'like', percent: 10 },
};

describe('a promotion', () => {
  let ask: ReturnType<World['start']>;
  beforeEach(() => {
    for (const useCase of ['best-sellers', 'frequently-bought-together'])
      world.behaviours[useCase] = ({ promotions = [] }) => [
        'i7',
        ...(promotions as { name: string }[]).flatMap(({ name: promotionName }) =>
          ['i12', 'i13'].map((itemId) => ({ itemId, promotionName })),
        ),
        'i8',
      ];
    ask = world.start({ promotions: PROMOTIONS });
  });
  const promotions = (): unknown[] =>
    world.inputs('GetRecommendations').flatMap(({ promotions: asked }) => asked ?? []);

  it('goes to the recommender with its filter, the days of this and its share, and its items name it', async () => {
    const { items } = bodyOf(await ask(`${BOUGHT}&promotion=sale`));
    const filterArn = 'arn:aws:personalize:eu-west-1:1:filter/Shop-cheap-1';
    expect(promotions()).toEqual([{ name: 'sale', percentPromotedItems: 20, filterArn }]);
    const named = (items as Record<string, string>[]).map(({ itemId, promotion = '' }) => itemId + promotion);
    expect(named).toEqual(['i7', 'i12sale', 'i13sale', 'i8']);
    await ask(`${BEST}?promotion=fresh`);
    const TODAY_MINUS_30D = String(Date.UTC(2026, 9, 28) / 1_000);
    expect(promotions()[1]).toMatchObject({ filterValues: { TODAY_MINUS_30D } });
  });

  it('has an answer of its own in memory, which is not remembered as best sellers', async () => {
    expect(itemsOf(await ask(`${BOUGHT}&promotion=sale`))).toContain('i12');
    expect(itemsOf(await ask(BOUGHT))).toEqual(['i7', 'i8']);
    await ask(`${BEST}?promotion=sale`);
    world.failAll('down');
    pass(61);
    const answer = await ask(BEST);
    expect([bodyOf(answer).from, itemsOf(answer)]).toEqual(['best-sellers', ['i7', 'i8']]);
  });

  it.each(['winter', 'alike', 'toString'])('is refused where it cannot be: %s', async (promotion) => {
    const answer = await ask(`${BEST}?promotion=${promotion}`);
    const message = `promotion is ${promotion}, allowed for best-sellers are sale, fresh.`;
    expect([answer.statusCode, bodyOf(answer)]).toEqual([400, { message }]);
  });
});

const TOGETHER = '/recommendations/frequently-bought-together?item=i7';
const KEY = 'lists/one/latest-best-sellers.json';
const ALL_TIME = ['i1', 'i2', 'i4', 'i5'];

describe('the best sellers of the latest days, of a shop with lists', () => {
  beforeEach(() => {
    world.behaviours['frequently-bought-together'] = 'InternalServerException';
    world.objects.set('lists/manifest.json', manifestOf('one'));
    world.objects.set(KEY, JSON.stringify({ days: 30, itemIds: ['i3', 'i15', 'i99', 'i14', 'i7'] }));
  });
  const ask = async (path: string, more: object = {}, start = world.start(more)) => {
    const answer = await start(path);
    const { from, because } = bodyOf(answer);
    return [itemsOf(answer), from, because];
  };
  const readLatest = (): number => world.inputs('GetObject').filter(({ Key }) => Key === KEY).length;

  it('stand in for an answer, without what is sold out, withdrawn or asked about, and are read once a run', async () => {
    const start = world.start();
    for (let times = 0; times < 2; times++)
      expect(await ask(TOGETHER, {}, start)).toEqual([['i15', 'i14'], 'best-sellers', 'no-answer']);
    world.expectLogged({ message: 'fallback', from: 'best-sellers' });
    expect(readLatest()).toBe(1);
    world.objects.set('lists/manifest.json', manifestOf('two'));
    pass(60);
    // The next run found that all of the time predicts as well.
    expect(await ask(TOGETHER, {}, start)).toEqual([ALL_TIME, 'best-sellers', 'no-answer']);
  });

  it('do not stand in where a filter holds for best sellers, and do where it reads the user', async () => {
    expect((await ask(`${TOGETHER}&filter=cheap`))[0]).toEqual(ALL_TIME);
    expect((await ask(`${TOGETHER}&filter=like`))[0]).toEqual(['i15', 'i14']);
  });

  it('are not what the use case best sellers answers, nor what the control arm gets', async () => {
    const [items, from] = await ask('/recommendations/best-sellers');
    expect([items, from]).toEqual([ALL_TIME, 'live']);
    const experiment = { name: 'e', share: 0.999, control: 'best-sellers', windowDays: 7 };
    expect(await ask(`${TOGETHER}&visitor=0`, { experiment })).toEqual([ALL_TIME, 'best-sellers', 'control']);
  });

  it('give way to the recommender’s while S3 does not answer', async () => {
    const start = world.start();
    // Reads the items.
    await ask('/recommendations/best-sellers', {}, start);
    world.s3Failure = 'SlowDown';
    expect((await ask(TOGETHER, {}, start))[0]).toEqual(ALL_TIME);
    world.s3Failure = undefined;
    pass(1);
    expect((await ask(TOGETHER, {}, start))[0]).toEqual(['i15', 'i14']);
  });
});
