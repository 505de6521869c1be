import type { Experiment } from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import { asBuyer, bodyOf, events, itemsOf, SESSION, useWorld } from './world';

const world = useWorld();

const EXPERIMENT: Experiment = { share: 0.1, control: 'best-sellers', windowDays: 7 };
const CONTROL = 17;
const TREATED = 4_000_000_123;
const BOUGHT = '/recommendations/frequently-bought-together?item=i1';

const ask = async (visitor: number | undefined, experiment: Experiment | undefined, path = BOUGHT) => {
  world.lines.length = world.sent.length = world.log.length = 0;
  const of = visitor === undefined ? '' : `${path.includes('?') ? '&' : '?'}visitor=${visitor}`;
  const answer = await world.start({ experiment })(`${path}${of}`);
  return { body: bodyOf(answer), items: itemsOf(answer) };
};

describe('a visitor of an experiment', () => {
  it('gets recommendations, or best sellers in their place, and what the browser has to know', async () => {
    const treated = await ask(TREATED, EXPERIMENT);
    const told = { experiment: '0.1-best-sellers', windowDays: 7 };
    expect(treated.items).toEqual(['i7', 'i8']);
    expect(treated.body).toMatchObject({ ...told, arm: 'recommendations', from: 'live', because: 'asked' });
    const control = await ask(CONTROL, EXPERIMENT);
    expect(control.items).toEqual(['i2', 'i4', 'i5']);
    expect(control.body).toMatchObject({ arm: 'control', from: 'best-sellers', because: 'control' });
    expect(world.log.map(({ message }) => message)).not.toContain('fallback');
  });

  it('gets the best sellers that all get where they are what was asked for', async () => {
    const path = '/recommendations/best-sellers';
    const control = await ask(CONTROL, EXPERIMENT, path);
    expect(control.items).toEqual((await ask(TREATED, EXPERIMENT, path)).items);
    expect(control.body).toMatchObject({ from: 'live', because: 'asked' });
  });

  it('gets nothing where that is what is compared with, and nobody is asked', async () => {
    const { body, items } = await ask(CONTROL, { ...EXPERIMENT, control: 'nothing' });
    expect(items).toEqual([]);
    const arm = { arm: 'control', experiment: '0.1-nothing' };
    expect(body).toMatchObject({ from: 'nothing', because: 'control', ...arm });
    expect(world.askedOf('frequently-bought-together')).toEqual([]);
    expect(world.log.map(({ message }) => message)).not.toContain('fallback');
  });

  it('is nobody without an experiment, or without a number', async () => {
    for (const { body } of [await ask(CONTROL, undefined), await ask(undefined, EXPERIMENT)]) {
      expect(body).not.toHaveProperty('arm');
      expect(body).not.toHaveProperty('experiment');
    }
  });
});

describe('what a visitor does', () => {
  const send = async (body: object, headers = {}, experiment: Experiment | null = EXPERIMENT) => {
    world.lines.length = 0;
    const sent = events({ session: SESSION, ...body }, headers);
    const { statusCode } = await world.start({ experiment: experiment ?? undefined })(sent);
    return [statusCode, ...world.lines];
  };
  const TREATED_LINE = '{"experiment":"0.1-best-sellers","arm":"recommendations","bucket":123';

  it('is one line of the log, with the shop’s price where the event has none', async () => {
    const sent = [
      { type: 'Impression', itemId: 'i7', impression: ['i7', 'i8'] },
      { type: 'Click', itemId: 'i7' },
      { type: 'Purchase', itemId: 'i7', quantity: 2 },
      { type: 'Purchase', itemId: 'i8', price: 1 },
    ];
    const visit = { visitor: TREATED, first: true, events: sent };
    const counts = '"visitors":1,"impressions":1,"clicks":1,"orders":1,"revenue":16}';
    expect(await send(visit, asBuyer('ann', 'i7', 'i8'))).toEqual([202, `${TREATED_LINE},${counts}`]);
  });

  it('counts no click on a shelf that is the same in both arms, but what is bought after it, and a visitor who is shown nothing', async () => {
    const useCase = 'recently-viewed';
    const sent = ['Impression', 'Click', 'Purchase'].map((type) => ({ type, itemId: 'i7', useCase }));
    const bought = await send({ visitor: TREATED, events: sent }, asBuyer('ann', 'i7'));
    expect(bought).toEqual([202, `${TREATED_LINE},"orders":1,"revenue":7.5}`]);
    const control = '{"experiment":"0.1-best-sellers","arm":"control","bucket":17,"visitors":1}';
    expect(await send({ visitor: CONTROL, first: true, events: [] })).toEqual([202, control]);
  });

  it('counts for nothing without a number, without an experiment, or where it is refused', async () => {
    const click = { type: 'Click', itemId: 'i7' };
    const forged = { type: 'Purchase', itemId: 'i7' };
    expect(await send({ first: true, events: [click] })).toEqual([202]);
    expect(await send({ visitor: 1, first: true, events: [click] }, {}, null)).toEqual([202]);
    expect(await send({ visitor: 1, first: true, events: [click, forged] })).toEqual([403]);
  });
});
