import { bodyOf, itemsOf, pass, useWorld, World } from './world';

const world = useWorld();

const PROMOTIONS = {
  sale: { filter: 'cheap', percent: 20 },
  fresh: { filter: 'fresh', percent: 50 },
  alike: { filter: 'like', percent: 10 },
};
const BOUGHT = '/recommendations/frequently-bought-together?item=i1';
const BEST = '/recommendations/best-sellers';

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
