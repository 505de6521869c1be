import { bodyOf, itemsOf, request, settled, useClock, World } from './world';

useClock();

const ASK = '/recommendations/frequently-bought-together';

/** A recommender that answers about each item by itself. */
class CartWorld extends World {
  constructor(private readonly about: Readonly<Record<string, readonly string[]>>) {
    super();
  }

  ask(query: string, config: object = {}) {
    const runtime = {
      send: async ({ input }: { readonly input: Readonly<Record<string, string>> }) => {
        this.sent.push({ command: 'GetRecommendations', input });
        const items = input.recommenderArn.endsWith('frequently-bought-together')
          ? (this.about[input.itemId] ?? [])
          : ['i17', 'i18', 'i19', 'i16', 'i15'];
        return { itemList: items.map((itemId) => ({ itemId })), recommendationId: `RID-${input.itemId}` };
      },
    };
    return settled(this.start(config, { runtime: runtime as never })(request(`${ASK}?${query}`)));
  }

  get asked(): unknown[] {
    return this.inputs('GetRecommendations')
      .filter(({ recommenderArn }) => String(recommenderArn).endsWith('frequently-bought-together'))
      .map(({ itemId }) => itemId);
  }
}

describe('an answer for a cart', () => {
  it('has in turn what goes with each item, and nothing that is in it', async () => {
    const world = new CartWorld({ i1: ['i7', 'i8', 'i10'], i2: ['i9', 'i1', 'i8'] });
    const answer = await world.ask('items=i1,i2');
    expect(itemsOf(answer)).toEqual(['i9', 'i7', 'i8', 'i10']);
    expect(bodyOf(answer)).toMatchObject({ from: 'live', because: 'asked' });
    // It would be of one of several recommendations.
    expect(bodyOf(answer)).not.toHaveProperty('recommendationId');
  });

  it('has first, at the same place, what goes with several items', async () => {
    const world = new CartWorld({ i1: ['i7', 'i8'], i2: ['i7', 'i9'], i4: ['i10', 'i11'] });
    expect(itemsOf(await world.ask('items=i1,i2,i4'))).toEqual(['i7', 'i10', 'i11', 'i9', 'i8']);
  });

  it('has popular items that fill up all answers behind what goes with one', async () => {
    const fill = ['i17', 'i18', 'i19'];
    const world = new CartWorld({ i1: ['i7', ...fill], i2: ['i8', ...fill], i4: ['i9', 'i10', ...fill] });
    expect(itemsOf(await world.ask('items=i1,i2,i4')).slice(0, 3)).toEqual(['i9', 'i8', 'i7']);
  });

  it('of one item is that about the item', async () => {
    const world = new CartWorld({ i1: ['i7', 'i8'] });
    const answer = bodyOf(await world.ask('items=i1,i1'));
    expect(answer).toEqual(bodyOf(await world.ask('item=i1')));
    expect(answer.recommendationId).toBe('RID-i1');
  });

  it('asks about the five latest alone, at once', async () => {
    const about = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`i${at}`, ['i9']]));
    const world = new CartWorld(about);
    expect(itemsOf(await world.ask('items=i0,i1,i2,i4,i5,i6,i7,i1'))).toEqual(['i9']);
    expect(world.asked).toEqual(['i4', 'i5', 'i6', 'i7', 'i1']);
  });

  it('leaves out popular items that stand in for an item without history, unless all do', async () => {
    const popular = ['i17', 'i18', 'i19', 'i16', 'i15'];
    const world = new CartWorld({ i1: ['i7', 'i8'], i2: popular, i4: popular });
    const one = await world.ask('items=i1,i2');
    expect([itemsOf(one), bodyOf(one).because]).toEqual([['i7', 'i8'], 'asked']);
    const none = await world.ask('items=i2,i4');
    expect([itemsOf(none), bodyOf(none).because]).toEqual([popular, 'no-history']);
  });

  it('is that of the use case where this asks about no item, without what is in the cart', async () => {
    const world = new World();
    const answer = await settled(world.start()(request('/recommendations/best-sellers?items=i1,i2')));
    expect(itemsOf(answer)).toEqual(['i4', 'i5']);
  });

  it.each([
    ['item=i1&items=i2', 'item and items are both there, allowed is one of the two.'],
    ['', 'item is absent, but frequently-bought-together needs one, or items.'],
    [`items=${Array.from({ length: 21 }, (_, at) => at).join(',')}`, 'items has 21 entries, allowed are 20.'],
  ])('refuses %s', async (query, message) => {
    const answer = await new CartWorld({}).ask(query);
    expect([answer.statusCode, bodyOf(answer)]).toEqual([400, { message }]);
  });
});
