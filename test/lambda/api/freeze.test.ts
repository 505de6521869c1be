import { bodyOf, events, itemsOf, pass, ranking, request, SESSION, useWorld } from './world';

const world = useWorld();

const BOUGHT = '/recommendations/frequently-bought-together?item=i1';
const HEADER = 'ITEM_ID,NAME,CATEGORY_L1,STOCK,IMAGE,PRICE\n';

// Lambda freezes an execution environment after an answer, and may do so before the first request.
describe('the API', () => {
  beforeEach(() => void (world.s3Ms = 3_000));

  it.each([
    ['recommendations', request(BOUGHT)],
    ['a ranking', ranking({ items: ['i1', 'i2'] })],
    ['events', events({ session: SESSION, events: [{ type: 'View', itemId: 'i1' }] })],
    ['a script', request('/recommended-items.js')],
    ['a mistake', request('/recommendations/best-sellers?num=0')],
  ])('asks nobody at first, and has nothing under way once it has answered with %s', async (_what, event) => {
    const ask = world.start({ campaign: 'ranking' });
    expect(world.sent).toEqual([]);
    await ask(event);
    expect(world.open).toBe(0);
    pass(60);
    world.objects.set('dataset/training_item.csv', `${HEADER}i7,x,cat,9,,1\n`);
    await ask(event);
    expect(world.open).toBe(0);
  });

  it('shows nothing sold out a minute later, also where the table takes seconds and nobody has asked since', async () => {
    await world.ask(BOUGHT);
    world.objects.set('dataset/training_item.csv', `${HEADER}i7,x,cat,0,,1\ni8,x,cat,1,,1\n`);
    pass(60);
    const answer = await world.ask(`${BOUGHT}&session=${SESSION}`);
    expect([itemsOf(answer), bodyOf(answer).from]).toEqual([['i8'], 'live']);
  });
});
