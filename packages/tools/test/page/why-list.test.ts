import { whyList, type ExplainedList } from '../../src/page/why-list';
import { TrainingFacts } from '../../src/why/training-facts';
import { InteractionsBuilder } from '@ecommerce-recommenders/models/interactions-builder';

const builder = new InteractionsBuilder();
for (const user of ['ann', 'bob']) for (const item of ['cup', 'bowl']) builder.add(user, item, 'View', 1);
builder.add('ann', 'cup', 'Purchase', 2);
const facts = new TrainingFacts(builder.build());

const LIST: ExplainedList = {
  useCase: 'customers-who-viewed-x-also-viewed',
  userId: 'ann',
  itemId: 'cup',
  items: ['bowl'],
  nameOf: (itemId) => `the ${itemId}`,
  history: [{ itemId: 'cup', eventType: 'Purchase', timeMs: 2_000 }],
  sent: [],
};

it('why a list is as it is explains the list and each item by counts, of purchased items once, also those bought on the page', () => {
  const { list, items } = whyList(facts, LIST);
  expect(items).toEqual({
    bowl: { kind: 'both', event: 'View', customers: 2, of: 2, itemId: 'cup', name: 'the cup' },
  });
  expect(list).toEqual([{ kind: 'also-viewed' }, { kind: 'bought', items: 1 }]);
  const sent = ['cup', 'bowl'].map((itemId) => ({ itemId, eventType: 'Purchase', timeMs: 9_000 }));
  expect(whyList(facts, { ...LIST, sent }).list).toContainEqual({ kind: 'bought', items: 2 });
});

it('why a list is as it is says nothing of purchases where they change nothing, and names the filter', () => {
  const { list } = whyList(facts, { ...LIST, useCase: 'most-viewed', filter: 'cheap' });
  expect(list).toHaveLength(2);
  expect(list).toContainEqual({ kind: 'counts', event: 'View' });
  expect(list).toContainEqual({ kind: 'filter', name: 'cheap' });
});

it.each([
  ['recommended-for-you', true],
  ['best-sellers', false],
] as const)('why a list is as it is says whether events count at once for %s', (useCase, countsAtOnce) => {
  const sent = [{ itemId: 'bowl', eventType: 'View', timeMs: 9_000 }];
  const reason = { kind: 'sent', events: 1, countsAtOnce, event: 'View', name: 'the bowl' };
  expect(whyList(facts, { ...LIST, useCase, sent }).list).toContainEqual(reason);
});
