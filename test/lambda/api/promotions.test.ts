import { bodyOf, itemsOf, request, settled, useClock, World } from './world';

useClock();

const PROMOTIONS = {
  sale: { filter: 'cheap', percent: 20 },
  fresh: { filter: 'fresh', percent: 50 },
  alike: { filter: 'like', percent: 10 },
};

/** Recommenders whose answers have i12 and i13 for a promotion. */
class PromotionWorld extends World {
  /** Whether the recommenders fail. */
  isDown = false;
  private api?: ReturnType<World['start']>;

  /** Asks one execution environment. */
  ask(path: string) {
    const runtime = {
      send: async ({ input }: { readonly input: Readonly<Record<string, unknown>> }) => {
        this.sent.push({ command: 'GetRecommendations', input });
        if (this.isDown) throw new Error('down');
        const [promotion] = (input.promotions ?? []) as { readonly name: string }[];
        const promoted = promotion
          ? ['i12', 'i13'].map((itemId) => ({ itemId, promotionName: promotion.name }))
          : [];
        return { itemList: [{ itemId: 'i7' }, ...promoted, { itemId: 'i8' }], recommendationId: 'RID' };
      },
    };
    this.api ??= this.start({ promotions: PROMOTIONS }, { runtime: runtime as never });
    return settled(this.api(request(path)));
  }

  get promotions(): unknown[] {
    return this.inputs('GetRecommendations').flatMap(({ promotions }) => promotions ?? []);
  }
}

describe('a promotion', () => {
  it('goes to the recommender with its filter and share, and its items name it', async () => {
    const world = new PromotionWorld();
    const answer = await world.ask('/recommendations/frequently-bought-together?item=i1&promotion=sale');
    expect(world.promotions).toEqual([
      {
        name: 'sale',
        percentPromotedItems: 20,
        filterArn: 'arn:aws:personalize:eu-west-1:1:filter/Shop-cheap-1',
      },
    ]);
    const { items } = bodyOf(answer) as { items: { itemId: string; promotion?: string }[] };
    expect(items.map(({ itemId, promotion }) => [itemId, promotion])).toEqual([
      ['i7', undefined],
      ['i12', 'sale'],
      ['i13', 'sale'],
      ['i8', undefined],
    ]);
  });

  it('has the days of its filter filled in', async () => {
    const world = new PromotionWorld();
    await world.ask('/recommendations/best-sellers?promotion=fresh');
    expect(world.promotions).toMatchObject([
      { filterValues: { TODAY_MINUS_30D: String(Date.UTC(2026, 9, 28) / 1_000) } },
    ]);
  });

  it('is not remembered as best sellers', async () => {
    const world = new PromotionWorld();
    await world.ask('/recommendations/best-sellers?promotion=sale');
    world.isDown = true;
    jest.setSystemTime(Date.now() + 61_000);
    const answer = await world.ask('/recommendations/best-sellers');
    expect([bodyOf(answer).from, itemsOf(answer)]).toEqual(['best-sellers', ['i7', 'i8']]);
  });

  it('has an answer of its own in memory', async () => {
    const world = new PromotionWorld();
    const runtime = '/recommendations/frequently-bought-together?item=i1';
    expect(itemsOf(await world.ask(`${runtime}&promotion=sale`))).toContain('i12');
    expect(itemsOf(await world.ask(runtime))).toEqual(['i7', 'i8']);
  });

  it.each([
    ['promotion=winter', 'promotion is winter, allowed for best-sellers are sale, fresh.'],
    ['promotion=alike', 'promotion is alike, allowed for best-sellers are sale, fresh.'],
    ['promotion=toString', 'promotion is toString, allowed for best-sellers are sale, fresh.'],
  ])('is refused where it cannot be: %s', async (query, message) => {
    const answer = await new PromotionWorld().ask(`/recommendations/best-sellers?${query}`);
    expect([answer.statusCode, bodyOf(answer)]).toEqual([400, { message }]);
  });
});
