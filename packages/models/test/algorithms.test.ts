import { USE_CASES, USE_CASE_NAMES, type UseCase } from '@ecommerce-recommenders/personalize/use-cases';
import { ALGORITHMS } from '../src/algorithms';
import type { Recommender } from '../src/recommender';
import { ask, interactionsOf, randomRows, shuffled } from '../../../test/support/interactions';

const ROWS = randomRows(1);
const interactions = interactionsOf(ROWS);

describe.each(USE_CASE_NAMES)('%s', (name) => {
  const train = ALGORITHMS[name];
  let recommender: Recommender;
  beforeAll(async () => (recommender = await train(interactions)));
  const isByItem = (USE_CASES[name] as UseCase).needs.includes('itemId');

  const everyAnswer = async (rows = ROWS): Promise<unknown[]> => {
    const trainedOn = interactionsOf(rows);
    const trained = await train(trainedOn);
    const itemAnswers = interactions.itemIds.map((itemId) =>
      ask(trained, trainedOn, { userId: 'user-1', itemId }),
    );
    return itemAnswers.concat(interactions.userIds.map((userId) => ask(trained, trainedOn, { userId })));
  };

  it('answers the same after another training, in any order of the rows, and where rows are repeated', async () => {
    const answers = await everyAnswer();
    expect(await everyAnswer()).toEqual(answers);
    expect(await everyAnswer(shuffled(ROWS, 7))).toEqual(answers);
    expect(await everyAnswer([...ROWS, ...ROWS.slice(0, 500)])).toEqual(await everyAnswer());
  });

  it.each(['item-0', 'item-39'])('reaches every other item from %s once', (itemId) => {
    const { items } = ask(recommender, interactions, { userId: 'user-1', itemId });
    const others = interactions.itemIds.filter((id) => !isByItem || id !== itemId);
    expect([...items].sort()).toEqual([...others].sort());
  });

  it('answers the same when asked again, with no more ranked items than there are, and scores where it is personal', () => {
    const query = { userId: 'user-1', itemId: 'item-0' };
    const { items, answered, scores } = ask(recommender, interactions, query);
    expect(ask(recommender, interactions, query)).toEqual({ items, answered, scores });
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.length).toBeLessThanOrEqual(items.length);
    expect(scores?.length).toBe(name === 'recommended-for-you' ? answered.length : undefined);
  });

  it('answers an unknown user and an unknown item with all items, and trains on none', async () => {
    const { items } = ask(recommender, interactions, { userId: 'nobody', itemId: 'nothing' });
    expect([...items].sort()).toEqual(interactions.itemIds);
    expect(ask(await train(interactionsOf([])), interactionsOf([])).items).toEqual([]);
  });

  it('compares event types without regard to case', async () => {
    const lower = interactionsOf(ROWS.map(([user, item, type, at]) => [user, item, type.toLowerCase(), at]));
    const query = { userId: 'user-1', itemId: 'item-5' };
    expect(ask(await train(lower), lower, query)).toEqual(ask(recommender, interactions, query));
  });
});
