import { bodyOf, itemsOf, manifestOf, pass, useWorld } from './world';

const world = useWorld();

const TOGETHER = '/recommendations/frequently-bought-together?item=i7';
const KEY = 'lists/one/latest-best-sellers.json';
const ALL_TIME = ['i1', 'i2', 'i4', 'i5'];

describe('the best sellers of the latest days, of a shop with lists', () => {
  beforeEach(() => {
    world.behaviours['frequently-bought-together'] = 'InternalServerException';
    world.objects.set('lists/manifest.json', manifestOf('one'));
    world.objects.set(KEY, JSON.stringify({ days: 30, itemIds: ['i3', 'i15', 'i99', 'i14', 'i7'] }));
  });
  const ask = async (path: string, more: object = {}, start = world.start(more)) => {
    const answer = await start(path);
    const { from, because } = bodyOf(answer);
    return [itemsOf(answer), from, because];
  };
  const readLatest = (): number => world.inputs('GetObject').filter(({ Key }) => Key === KEY).length;

  it('stand in for an answer, without what is sold out, withdrawn or asked about, and are read once a run', async () => {
    const start = world.start();
    for (let times = 0; times < 2; times++)
      expect(await ask(TOGETHER, {}, start)).toEqual([['i15', 'i14'], 'best-sellers', 'no-answer']);
    world.expectLogged({ message: 'fallback', from: 'best-sellers' });
    expect(readLatest()).toBe(1);
    world.objects.set('lists/manifest.json', manifestOf('two'));
    pass(60);
    // The next run found that all of the time predicts as well.
    expect(await ask(TOGETHER, {}, start)).toEqual([ALL_TIME, 'best-sellers', 'no-answer']);
  });

  it('do not stand in where a filter holds for best sellers, and do where it reads the user', async () => {
    expect((await ask(`${TOGETHER}&filter=cheap`))[0]).toEqual(ALL_TIME);
    expect((await ask(`${TOGETHER}&filter=like`))[0]).toEqual(['i15', 'i14']);
  });

  it('are not what the use case best sellers answers, nor what the control arm gets', async () => {
    const [items, from] = await ask('/recommendations/best-sellers');
    expect([items, from]).toEqual([ALL_TIME, 'live']);
    const experiment = { name: 'e', share: 0.999, control: 'best-sellers', windowDays: 7 };
    expect(await ask(`${TOGETHER}&visitor=0`, { experiment })).toEqual([ALL_TIME, 'best-sellers', 'control']);
  });

  it('give way to the recommender’s while S3 does not answer', async () => {
    const start = world.start();
    // Reads the items.
    await ask('/recommendations/best-sellers', {}, start);
    world.s3Failure = 'SlowDown';
    expect((await ask(TOGETHER, {}, start))[0]).toEqual(ALL_TIME);
    world.s3Failure = undefined;
    pass(1);
    expect((await ask(TOGETHER, {}, start))[0]).toEqual(['i15', 'i14']);
  });
});
