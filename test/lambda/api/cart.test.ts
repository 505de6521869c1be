import { bodyOf, itemsOf, useWorld } from './world';

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
    ['', 'item is absent, but frequently-bought-together needs one, or items.'],
    [`items=${Array.from({ length: 21 }, (_, at) => at).join(',')}`, 'items has 21 entries, allowed are 20.'],
  ])('refuses %s', async (query, message) => {
    const answer = await shop({})(query);
    expect([answer.statusCode, bodyOf(answer)]).toEqual([400, { message }]);
  });
});
