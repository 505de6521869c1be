import { userHistory } from '../../src/page/events';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';

const builder = new InteractionsBuilder();
builder.add('bob', 'cup', 'View', 20);
builder.add('ann', 'bowl', 'View', 10);
builder.add('ann', 'cup', 'Purchase', 30);
builder.add('zoe', 'bowl', 'View', 5);
const interactions = builder.build();

it.each([
  ['ann', ['cup Purchase 30000', 'bowl View 10000']],
  ['bob', ['cup View 20000']],
  ['zoe', ['bowl View 5000']],
  ['nobody', []],
  ['zzz', []],
])('a user’s history of %s has the latest first', (userId, events) => {
  const history = userHistory(interactions, userId);
  expect(history.map(({ itemId, eventType, timeMs }) => `${itemId} ${eventType} ${timeMs}`)).toEqual(events);
});
