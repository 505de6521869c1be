import {
  RULES_HISTORY_PREFIX,
  RULES_KEY,
  type Rule,
} from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import { bodyOf, itemsOf, pass, useWorld } from './world';

const world = useWorld();

const BOUGHT = '/recommendations/frequently-bought-together?item=i1';
const BEST = '/recommendations/best-sellers';
const pin = (name: string, itemId: string): Rule => ({ name, action: 'pin', items: [itemId] });
const WINTER = pin('winter', 'i12');

describe('merchandising rules', () => {
  const set = (...rules: Rule[]): unknown => world.objects.set(RULES_KEY, JSON.stringify(rules));
  const start = () => world.start({ rules: true });

  it('change the answer of a recommender, or of what stands in for it, which names them', async () => {
    set(
      { name: 'winter', action: 'pin', items: ['i12', 'i3', 'i1'] },
      { name: 'no sevens', action: 'hide', items: ['i7'] },
    );
    const answer = await start()(BOUGHT);
    // i3 is sold out, and i1 is what the answer is about.
    expect(itemsOf(answer)).toEqual(['i12', 'i8']);
    expect(bodyOf(answer)).toMatchObject({
      from: 'live',
      hiddenBy: ['no sevens'],
      items: [{ itemId: 'i12', rule: 'winter', name: 'Item, 12' }, { itemId: 'i8' }],
    });
    expect((bodyOf(answer).items as object[])[1]).not.toHaveProperty('rule');
    world.behaviours['frequently-bought-together'] = 'InvalidInputException';
    set({ name: 'no twos', action: 'hide', items: ['i2'] });
    const fallback = await start()(BOUGHT);
    expect(bodyOf(fallback)).toMatchObject({ from: 'best-sellers', hiddenBy: ['no twos'] });
    expect(itemsOf(fallback)).toEqual(['i4', 'i5']);
  });

  it('of an item or a category apply to the answers about it alone', async () => {
    set({ ...WINTER, aboutItems: ['i2'] }, { ...pin('b', 'i13'), aboutCategory: 'cat' });
    const ask = start();
    expect(itemsOf(await ask(BOUGHT))[0]).toBe('i13');
    expect(itemsOf(await ask(BOUGHT.replace('i1', 'i2'))).slice(0, 2)).toEqual(['i12', 'i13']);
    expect(itemsOf(await ask(BEST))[0]).toBe('i1');
  });

  it('are in force within a minute: read again after 20 s, and answers are cached for 30', async () => {
    const ask = start();
    const before = await ask(BEST);
    expect([itemsOf(before)[0], before.headers['cache-control']]).toEqual(['i1', 'public, max-age=30']);
    set(WINTER);
    pass(19);
    expect(itemsOf(await ask(BEST))[0]).toBe('i1');
    pass(1);
    expect(itemsOf(await ask(BEST))[0]).toBe('i12');
  });

  it('that are not valid leave the former ones in force, and are logged', async () => {
    set(WINTER);
    const ask = start();
    expect(itemsOf(await ask(BOUGHT))[0]).toBe('i12');
    world.objects.set(RULES_KEY, '[{"name":"secret"}]');
    pass(20);
    expect(itemsOf(await ask(BOUGHT))[0]).toBe('i12');
    expect(world.log.filter(({ message }) => message === 'rules')).toEqual([
      { message: 'rules', rules: 1 },
      { message: 'rules', reason: 'Error' },
    ]);
  });

  it('that are not valid leave those of the history in force in an environment that starts', async () => {
    const keep = (version: string, text: string): unknown =>
      world.objects.set(`${RULES_HISTORY_PREFIX}${version}.json`, text);
    world.objects.set(RULES_KEY, '[{"name":"winter","action":"swap"}]');
    expect(itemsOf(await start()(BOUGHT))[0]).toBe('i7');
    keep('2026-11-01', JSON.stringify([pin('autumn', 'i13')]));
    keep('2026-11-02', JSON.stringify([WINTER]));
    keep('2026-11-03', 'of a newer version');
    const ask = start();
    expect(itemsOf(await ask(BOUGHT))[0]).toBe('i12');
    set(pin('spring', 'i8'));
    pass(5);
    expect(itemsOf(await ask(BOUGHT))[0]).toBe('i8');
  });

  it('are read again after 5 s where S3 has failed', async () => {
    set(WINTER);
    world.s3Failure = 'SlowDown';
    const ask = start();
    // Nothing may be shown of a table that could not be read, whose items may be sold out.
    expect(itemsOf(await ask(BEST))).toEqual([]);
    world.s3Failure = undefined;
    pass(5);
    expect(itemsOf(await ask(BEST))[0]).toBe('i12');
  });

  it('ask for more where rules choose among the items', async () => {
    set({ name: 'no x', action: 'hide', category: 'x' });
    await start()(`${BOUGHT}&num=4`);
    expect(world.askedOf('frequently-bought-together')).toMatchObject([{ numResults: 4 * 5 + 25 }]);
  });

  it('are not read by a shop without them', async () => {
    set(WINTER);
    expect(itemsOf(await world.ask(BOUGHT))[0]).toBe('i7');
    expect(world.inputs('GetObject').map(({ Key }) => Key)).not.toContain(RULES_KEY);
  });
});
