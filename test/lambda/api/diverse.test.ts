import { candidatesFor } from '../../../lambda/api/diverse';
import { bodyOf, itemsOf, manifestOf, useWorld, World } from './world';

const world = useWorld();

const BOUGHT = '/recommendations/frequently-bought-together?item=i1';
const diversify = { by: 'CATEGORY_L1', max: 2 };

/** Items of these categories, in order of their names: i0, i1, … */
const shopOf = (...categories: string[]): World => {
  const rows = categories.map((category, at) => `i${at},Item ${at},${category},5,,1`);
  const table = ['ITEM_ID,NAME,CATEGORY_L1,STOCK,IMAGE,PRICE', ...rows, ''].join('\n');
  world.objects.set('dataset/training_item.csv', table);
  return world;
};
const answered = async (world: World, query = '', config: object = { diversify }): Promise<string[]> =>
  itemsOf(await world.start(config)(`${BOUGHT}${query}`));

describe('an answer of different categories', () => {
  it('has no more of one than allowed, in the order in which they were recommended', async () => {
    const world = shopOf('x', 'mug', 'mug', 'mug', 'plate', 'mug', 'plate', 'plate', 'bowl');
    world.behaviours['frequently-bought-together'] = ['i2', 'i3', 'i4', 'i5', 'i6', 'i7', 'i8'];
    expect(await answered(world)).toEqual(['i2', 'i3', 'i4', 'i6', 'i8']);
    expect(await answered(world, '', {})).toEqual(['i2', 'i3', 'i4', 'i5', 'i6', 'i7', 'i8']);
  });

  it('counts an item with several categories for each, and one without for none', async () => {
    const world = shopOf('x', 'x', 'mug|gift', 'gift', 'mug|gift', 'mug|mug', '', '', '|', 'mug');
    world.behaviours['frequently-bought-together'] = ['i2', 'i3', 'i4', 'i5', 'i6', 'i7', 'i8', 'i9'];
    expect(await answered(world)).toEqual(['i2', 'i3', 'i5', 'i6', 'i7', 'i8']);
  });

  it('does not count what is sold out, excluded or looked at', async () => {
    const world = shopOf('mug', 'mug', 'mug', 'mug', 'mug', 'mug');
    const table = world.objects.get('dataset/training_item.csv')!;
    world.objects.set('dataset/training_item.csv', table.replace('Item 3,mug,5', 'Item 3,mug,0'));
    world.behaviours['frequently-bought-together'] = ['i1', 'i2', 'i3', 'i4', 'i5', 'i0'];
    expect(await answered(world, '&exclude=i2')).toEqual(['i4', 'i5']);
  });

  it('fills up with other categories, of which it asks for enough', async () => {
    const world = shopOf('x', 'x', ...Array<string>(40).fill('mug'), 'plate', 'plate', 'plate');
    world.behaviours['frequently-bought-together'] = Array.from({ length: 43 }, (_, at) => `i${at + 2}`);
    expect(await answered(world, '&num=4')).toEqual(['i2', 'i3', 'i42', 'i43']);
    expect(world.askedOf('frequently-bought-together')).toMatchObject([{ numResults: 4 * 5 + 25 }]);
  });

  it.each([
    ['of best sellers that stand in', 'InvalidInputException'],
    ['of the catalogue', undefined],
  ])('is one %s, too', async (_what, failure) => {
    const world = shopOf('x', 'x', 'mug', 'mug', 'mug', 'plate');
    world.behaviours['frequently-bought-together'] = 'InvalidInputException';
    world.behaviours['best-sellers'] = failure ? ['i2', 'i3', 'i4', 'i5'] : 'InvalidInputException';
    expect((await answered(world)).filter((id) => ['i2', 'i3', 'i4'].includes(id))).toEqual(['i2', 'i3']);
  });

  it('is one of lists, too', async () => {
    const world = shopOf('x', 'x', 'mug', 'mug', 'mug', 'plate');
    world.objects.set('lists/manifest.json', manifestOf('one', 'most-viewed'));
    world.objects.set('lists/one/most-viewed/_/0.json', JSON.stringify({ '': ['i2', 'i3', 'i4', 'i5'] }));
    const answer = await world.start({ diversify })('/recommendations/most-viewed');
    expect([bodyOf(answer).from, itemsOf(answer)]).toEqual(['lists', ['i2', 'i3', 'i5']]);
  });

  it('asks for no more than a recommender answers', () => {
    expect([candidatesFor(10, 25, false), candidatesFor(10, 25, true)]).toEqual([35, 75]);
    expect(candidatesFor(50, 300, true)).toBe(500);
  });
});
