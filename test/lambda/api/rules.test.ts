import {
  RULES_HISTORY_PREFIX,
  RULES_KEY,
  type Rule,
} from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import { bodyOf, itemsOf, request, settled, useClock, World } from './world';

useClock();

const BOUGHT = '/recommendations/frequently-bought-together?item=i1';

const set = (world: World, ...rules: Rule[]): unknown => world.objects.set(RULES_KEY, JSON.stringify(rules));
const start = (world: World) => {
  const api = world.start({ rules: true });
  return (path: string) => settled(api(request(path)));
};

describe('merchandising rules', () => {
  it('change the answer of a recommender, which names them', async () => {
    const world = new World();
    set(
      world,
      { name: 'winter', action: 'pin', items: ['i12', 'i3', 'i1'] },
      { name: 'no sevens', action: 'hide', items: ['i7'] },
    );
    const answer = await start(world)(BOUGHT);
    // i3 is sold out, and i1 is what the answer is about.
    expect(itemsOf(answer)).toEqual(['i12', 'i8']);
    expect(bodyOf(answer)).toMatchObject({
      from: 'live',
      hiddenBy: ['no sevens'],
      items: [{ itemId: 'i12', rule: 'winter', name: 'Item, 12' }, { itemId: 'i8' }],
    });
    expect((bodyOf(answer).items as object[])[1]).not.toHaveProperty('rule');
  });

  it('apply to a fallback, too', async () => {
    const world = new World();
    world.behaviours['frequently-bought-together'] = 'InvalidInputException';
    set(world, { name: 'no twos', action: 'hide', items: ['i2'] });
    const answer = await start(world)(BOUGHT);
    expect(bodyOf(answer)).toMatchObject({ from: 'best-sellers', hiddenBy: ['no twos'] });
    expect(itemsOf(answer)).toEqual(['i4', 'i5']);
  });

  it('of an item or a category apply to the answers about it alone', async () => {
    const world = new World();
    set(
      world,
      { name: 'a', action: 'pin', items: ['i12'], aboutItems: ['i2'] },
      { name: 'b', action: 'pin', items: ['i13'], aboutCategory: 'cat' },
    );
    const ask = start(world);
    expect(itemsOf(await ask(BOUGHT))[0]).toBe('i13');
    expect(itemsOf(await ask(BOUGHT.replace('i1', 'i2'))).slice(0, 2)).toEqual(['i12', 'i13']);
    expect(itemsOf(await ask('/recommendations/best-sellers'))[0]).toBe('i1');
  });

  it('are in force within a minute: read again after 20 s, and answers are cached for 30', async () => {
    const world = new World();
    const ask = start(world);
    const before = await ask('/recommendations/best-sellers');
    expect(itemsOf(before)[0]).toBe('i1');
    expect(before.headers['cache-control']).toBe('public, max-age=30');
    set(world, { name: 'winter', action: 'pin', items: ['i12'] });
    jest.setSystemTime(Date.now() + 19_000);
    expect(itemsOf(await ask('/recommendations/best-sellers'))[0]).toBe('i1');
    jest.setSystemTime(Date.now() + 1_000);
    expect(itemsOf(await ask('/recommendations/best-sellers'))[0]).toBe('i12');
  });

  it('that are not valid leave the former ones in force, and are logged', async () => {
    const world = new World();
    set(world, { name: 'winter', action: 'pin', items: ['i12'] });
    const ask = start(world);
    expect(itemsOf(await ask(BOUGHT))[0]).toBe('i12');
    world.objects.set(RULES_KEY, '[{"name":"secret"}]');
    jest.setSystemTime(Date.now() + 20_000);
    expect(itemsOf(await ask(BOUGHT))[0]).toBe('i12');
    expect(world.log.filter(({ message }) => message === 'rules')).toEqual([
      { message: 'rules', rules: 1 },
      { message: 'rules', reason: 'Error' },
    ]);
  });

  it('that are not valid leave those of the history in force in an environment that starts', async () => {
    const world = new World();
    const keep = (version: string, text: string): unknown =>
      world.objects.set(`${RULES_HISTORY_PREFIX}${version}.json`, text);
    world.objects.set(RULES_KEY, '[{"name":"winter","action":"swap"}]');
    expect(itemsOf(await start(world)(BOUGHT))[0]).toBe('i7');
    keep('2026-11-01', JSON.stringify([{ name: 'autumn', action: 'pin', items: ['i13'] }]));
    keep('2026-11-02', JSON.stringify([{ name: 'winter', action: 'pin', items: ['i12'] }]));
    keep('2026-11-03', 'of a newer version');
    const ask = start(world);
    expect(itemsOf(await ask(BOUGHT))[0]).toBe('i12');
    set(world, { name: 'spring', action: 'pin', items: ['i8'] });
    jest.setSystemTime(Date.now() + 5_000);
    expect(itemsOf(await ask(BOUGHT))[0]).toBe('i8');
  });

  it('are read again after 5 s where S3 has failed', async () => {
    const world = new World();
    set(world, { name: 'winter', action: 'pin', items: ['i12'] });
    world.s3Failure = 'SlowDown';
    const ask = start(world);
    const path = '/recommendations/best-sellers';
    // Nothing may be shown of a table that could not be read, whose items may be sold out.
    expect(itemsOf(await ask(path))).toEqual([]);
    world.s3Failure = undefined;
    jest.setSystemTime(Date.now() + 5_000);
    expect(itemsOf(await ask(path))[0]).toBe('i12');
  });

  it('ask for more where rules choose among the items', async () => {
    const world = new World();
    set(world, { name: 'no x', action: 'hide', category: 'x' });
    await start(world)(`${BOUGHT}&num=4`);
    const [asked] = world.inputs('GetRecommendations').filter(({ itemId }) => itemId === 'i1');
    expect(asked.numResults).toBe(4 * 5 + 25);
  });

  it('are not read by a shop without them', async () => {
    const world = new World();
    set(world, { name: 'winter', action: 'pin', items: ['i12'] });
    const answer = await settled(world.start()(request(BOUGHT)));
    expect(itemsOf(answer)[0]).toBe('i7');
    expect(world.inputs('GetObject').map(({ Key }) => Key)).not.toContain(RULES_KEY);
  });
});
