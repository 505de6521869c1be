import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { RULES_KEY } from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import { arnOf, bodyOf, CONFIG, itemsOf, manifestOf, useWorld } from './world';

const world = useWorld();

const ALSO_VIEWED = 'customers-who-viewed-x-also-viewed';
const VIEWED = `/recommendations/${ALSO_VIEWED}?item=i1`;
const SIMILAR = '/recommendations/similar-items?item=i1';
const BOUGHT = '/recommendations/frequently-bought-together?item=i1';
const POPULAR = ['i4', 'i5', 'i6', 'i7', 'i8', 'i9'];
const FAILS = 'InternalServerException';
const LISTED = ['i14', 'i15', 'i16'];

// Its lists of similar items are those of i1, one of which is sold out, and of i2, which has none.
beforeEach(() => {
  world.behaviours[ALSO_VIEWED] = ['i11', 'i12'];
  world.behaviours['best-sellers'] = POPULAR;
  world.objects.set('lists/manifest.json', manifestOf('one', 'similar-items'));
  const lists = { i1: ['i14', 'i3', 'i15', 'i16'], i2: [] };
  world.objects.set('lists/one/similar-items/_/0.json', JSON.stringify(lists));
});
const ask = async (path: string, config: Partial<ApiConfig> = {}): Promise<unknown[]> => {
  const recommenders = { ...CONFIG.recommenders, [ALSO_VIEWED]: arnOf(ALSO_VIEWED), 'similar-items': '' };
  const answer = await world.start({ recommenders, ...config })(path);
  const { from, because, message } = bodyOf(answer);
  return answer.statusCode === 200 ? [from, because, itemsOf(answer)] : [answer.statusCode, message];
};

describe('similar items', () => {
  it.each<[string, string, unknown[]]>([
    ['are a use case of their own, without what is sold out', SIMILAR, ['lists', 'asked', LISTED]],
    [
      'are asked about an item',
      '/recommendations/similar-items',
      [400, 'item is absent, but similar-items needs one, or items.'],
    ],
    [
      'take no filter',
      `${SIMILAR}&filter=cheap`,
      [400, 'filter is cheap, allowed for similar-items are none.'],
    ],
    ['of an item that no run has seen are best sellers', `${SIMILAR}7`, ['best-sellers', 'no-answer']],
    ['of one without any are best sellers', SIMILAR.replace('i1', 'i2'), ['best-sellers', 'no-answer']],
    [
      'of a cart are those of its items',
      '/recommendations/similar-items?items=i2,i1,i14',
      ['lists', 'asked', ['i15', 'i16']],
    ],
  ])('%s', async (_what, path, expected) => {
    expect((await ask(path)).slice(0, expected.length)).toEqual(expected);
    const without = await ask(path, { recommenders: CONFIG.recommenders });
    expect(without).toEqual([400, expect.stringContaining('does not have similar-items')]);
  });

  it('stand in for also viewed where the recommender knows nothing of the item', async () => {
    expect((await ask(VIEWED))[2]).toEqual(['i11', 'i12']);
    world.behaviours[ALSO_VIEWED] = POPULAR;
    expect(await ask(VIEWED)).toEqual(['similar-items', 'no-history', LISTED]);
    // No similar items are known of it.
    expect(await ask(VIEWED.replace('i1', 'i2'))).toEqual(['live', 'no-history', POPULAR]);
  });

  it('stand in for also viewed where the recommender does not answer, which is counted, and for no other', async () => {
    world.behaviours[ALSO_VIEWED] = world.behaviours['frequently-bought-together'] = FAILS;
    expect(await ask(VIEWED)).toEqual(['similar-items', 'no-answer', LISTED]);
    world.expectLogged({ message: 'fallback', from: 'similar-items' });
    expect((await ask(BOUGHT))[0]).toBe('best-sellers');
    // Nor where a filter holds, which best sellers know; one that reads the item or the user is left out of any fallback.
    expect((await ask(`${VIEWED}&filter=cheap`))[0]).toBe('best-sellers');
    expect((await ask(`${VIEWED}&filter=like`))[0]).toBe('similar-items');
  });

  it('are not shown to the control arm of an experiment', async () => {
    world.behaviours[ALSO_VIEWED] = POPULAR;
    const experiment = { name: 'e', share: 0.999, control: 'best-sellers', windowDays: 7 } as never;
    const [from, because] = await ask(`${VIEWED}&visitor=0`, { experiment });
    expect([from, because]).toEqual(['best-sellers', 'control']);
  });

  it('obey the rules of the merchandiser', async () => {
    world.behaviours[ALSO_VIEWED] = POPULAR;
    const rules = [
      { name: 'out', action: 'hide', items: ['i14'] },
      { name: 'first', action: 'pin', items: ['i10'], useCases: [ALSO_VIEWED] },
      { name: 'own', action: 'pin', items: ['i13'], useCases: ['similar-items'] },
    ];
    world.objects.set(RULES_KEY, JSON.stringify(rules));
    expect((await ask(VIEWED, { rules: true }))[2]).toEqual(['i10', 'i15', 'i16']);
    expect((await ask(SIMILAR, { rules: true }))[2]).toEqual(['i13', 'i15', 'i16']);
  });
});
