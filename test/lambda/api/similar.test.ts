import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { RULES_KEY } from '@ecommerce-recommenders/shop-data/contracts/rules/rules';
import { arnOf, bodyOf, CONFIG, itemsOf, manifestOf, useClock, World } from './world';

useClock();

const ALSO_VIEWED = 'customers-who-viewed-x-also-viewed';
const VIEWED = `/recommendations/${ALSO_VIEWED}?item=i1`;
const SIMILAR = '/recommendations/similar-items?item=i1';
const POPULAR = ['i4', 'i5', 'i6', 'i7', 'i8', 'i9'];

/** A shop whose lists of similar items are those of i1, and of i2, which has none. */
class SimilarWorld extends World {
  constructor() {
    super();
    this.behaviours[ALSO_VIEWED] = ['i11', 'i12'];
    this.behaviours['best-sellers'] = POPULAR;
    this.objects.set('lists/manifest.json', manifestOf('one', 'similar-items'));
    const lists = { i1: ['i14', 'i3', 'i15', 'i16'], i2: [] };
    this.objects.set('lists/one/similar-items/_/0.json', JSON.stringify(lists));
  }

  async ask(path: string, config: Partial<ApiConfig> = {}): Promise<[string[], unknown, unknown]> {
    const { recommenders } = CONFIG;
    const all = { ...recommenders, [ALSO_VIEWED]: arnOf(ALSO_VIEWED), 'similar-items': '' };
    const answer = await this.start({ recommenders: all, ...config })(path);
    const { from, because, message } = bodyOf(answer);
    return answer.statusCode === 200 ? [itemsOf(answer), from, because] : [[], answer.statusCode, message];
  }
}

describe('similar items', () => {
  let world: SimilarWorld;
  beforeEach(() => (world = new SimilarWorld()));

  it('are a use case of their own, without what is sold out', async () => {
    expect(await world.ask(SIMILAR)).toEqual([['i14', 'i15', 'i16'], 'lists', 'asked']);
  });

  it('are asked about an item, and take no filter', async () => {
    const [, ...absent] = await world.ask('/recommendations/similar-items');
    expect(absent).toEqual([400, 'item is absent, but similar-items needs one, or items.']);
    const [, ...filtered] = await world.ask(`${SIMILAR}&filter=cheap`);
    expect(filtered).toEqual([400, 'filter is cheap, allowed for similar-items are none.']);
  });

  it('are not there in a shop that has none', async () => {
    const [, status, message] = await world.ask(SIMILAR, { recommenders: CONFIG.recommenders });
    expect([status, message]).toEqual([400, expect.stringContaining('does not have similar-items')]);
  });

  it('of an item that no run has seen are best sellers', async () => {
    for (const item of ['i17', 'i2'])
      expect((await world.ask(SIMILAR.replace('i1', item))).slice(1)).toEqual(['best-sellers', 'no-answer']);
  });

  it('stand in for also viewed where the recommender knows nothing of the item', async () => {
    expect((await world.ask(VIEWED))[0]).toEqual(['i11', 'i12']);
    world.behaviours[ALSO_VIEWED] = POPULAR;
    expect(await world.ask(VIEWED)).toEqual([['i14', 'i15', 'i16'], 'similar-items', 'no-history']);
    // No similar items are known of it.
    expect(await world.ask(VIEWED.replace('i1', 'i2'))).toEqual([POPULAR, 'live', 'no-history']);
  });

  it('stand in for also viewed where the recommender does not answer, and is counted as a fallback', async () => {
    world.behaviours[ALSO_VIEWED] = 'InternalServerException';
    expect(await world.ask(VIEWED)).toEqual([['i14', 'i15', 'i16'], 'similar-items', 'no-answer']);
    world.expectLogged({ message: 'fallback', from: 'similar-items' });
  });

  it('stand in for no other use case', async () => {
    world.behaviours['frequently-bought-together'] = 'InternalServerException';
    expect((await world.ask('/recommendations/frequently-bought-together?item=i1'))[1]).toBe('best-sellers');
  });

  it('do not stand in where a filter holds, which best sellers know', async () => {
    world.behaviours[ALSO_VIEWED] = 'InternalServerException';
    expect((await world.ask(`${VIEWED}&filter=cheap`))[1]).toBe('best-sellers');
    // One that reads the item or the user is left out of any fallback.
    expect((await world.ask(`${VIEWED}&filter=like`))[1]).toBe('similar-items');
  });

  it('are not shown to the control arm of an experiment', async () => {
    world.behaviours[ALSO_VIEWED] = POPULAR;
    const experiment = { name: 'e', share: 0.999, control: 'best-sellers', windowDays: 7 } as never;
    const [, from, because] = await world.ask(`${VIEWED}&visitor=0`, { experiment });
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
    expect((await world.ask(VIEWED, { rules: true }))[0]).toEqual(['i10', 'i15', 'i16']);
    expect((await world.ask(SIMILAR, { rules: true }))[0]).toEqual(['i13', 'i15', 'i16']);
  });

  it('of a cart are those of its items', async () => {
    const answer = await world.ask('/recommendations/similar-items?items=i2,i1,i14');
    expect(answer).toEqual([['i15', 'i16'], 'lists', 'asked']);
  });
});
