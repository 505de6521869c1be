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

const CAVEAT = 'These are counts of the training data, not a look into the service’s own model.';

describe('why a list is as it is', () => {
  it('explains the list and each item by counts, and says that these are only counts', () => {
    const { list, items } = whyList(facts, LIST);
    expect(items).toEqual({ bowl: 'viewed by 2 of the 2 customers who viewed the cup' });
    expect(list.slice(1)).toEqual(['This user has bought 1 item.', CAVEAT]);
  });

  it('counts purchased items once, also those bought on the page', () => {
    const sent = ['cup', 'bowl'].map((itemId) => ({ itemId, eventType: 'Purchase', timeMs: 9_000 }));
    expect(whyList(facts, { ...LIST, sent }).list).toContain('This user has bought 2 items.');
  });

  it('says nothing of purchases where they change nothing', () => {
    const { list } = whyList(facts, { ...LIST, useCase: 'most-viewed' });
    expect(list).toEqual(['Counts views: the same list for every user.', CAVEAT]);
  });

  it('names the filter', () => {
    expect(whyList(facts, { ...LIST, filter: 'cheap' }).list).toContain('The filter cheap was asked for.');
  });

  it.each([
    ['recommended-for-you', '1 event from this page counts at once; the latest: viewed the bowl.'],
    ['best-sellers', '1 event from this page counts at the next training; the latest: viewed the bowl.'],
  ] as const)('says when events count for %s', (useCase, sentence) => {
    const sent = [{ itemId: 'bowl', eventType: 'View', timeMs: 9_000 }];
    expect(whyList(facts, { ...LIST, useCase, sent }).list).toContain(sentence);
  });
});
