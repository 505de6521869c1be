import { RULES_KEY, type Rule } from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import { bodyOf, itemsOf, useWorld } from './world';

const world = useWorld();

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
