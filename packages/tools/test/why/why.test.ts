import { S3Client } from '@aws-sdk/client-s3';
import { TrainingFacts } from '../../src/why/training-facts';
import { reasonsFor, why } from '../../src/why/why';
import { bodyOf, fakeClient } from '../support/fake-client';
import { interactionsOf, type Row } from '../../../../test/support/interactions';

const ROWS: Row[] = [
  ['ann', 'bowl', 'View', 100],
  ['ann', 'cup', 'View', 110],
  ['ann', 'cup', 'Purchase', 120],
  ['ann', 'bowl', 'Purchase', 130],
  ['bob', 'bowl', 'View', 100],
  ['bob', 'bowl', 'View', 101],
  ['bob', 'knife', 'View', 105],
  ['cid', 'knife', 'View', 100],
  ['cid', 'knife', 'Purchase', 101],
];

const facts = new TrainingFacts(interactionsOf(ROWS));
const nameOf = (itemId: string): string => itemId.toUpperCase();

it.each([
  ['most-viewed', 'bowl', '3 views'],
  ['best-sellers', 'knife', '1 purchase'],
  ['best-sellers', 'unheard-of', '0 purchases'],
] as const)('why an item is recommended is for %s, of %s, its count', (useCase, itemId, words) => {
  const { list, item } = why(facts, { useCase, nameOf });
  expect(list).toContain('the same list for every user');
  expect(item(itemId)).toBe(words);
});

it('why an item is recommended is for bought together how many bought both, or that it is a filler', () => {
  const { list, item } = why(facts, { useCase: 'frequently-bought-together', itemId: 'bowl', nameOf });
  expect(list).toMatch(/^1 customer bought two different things or more\./);
  expect(item('cup')).toBe('bought by 1 of the 1 customer who bought BOWL');
  expect(item('knife')).toBe('filler: none of the 1 customer who bought BOWL; 1 purchase in all');
  const viewed = why(facts, { useCase: 'customers-who-viewed-x-also-viewed', itemId: 'bowl', nameOf });
  expect(viewed.item('knife')).toBe('viewed by 1 of the 2 customers who viewed BOWL');
});

it('why an item is recommended is for a user what others viewed beside things that the user knows', () => {
  const { list, item } = why(facts, { useCase: 'recommended-for-you', userId: 'ann', nameOf });
  expect(list).toContain('most recently BOWL');
  expect(item('knife')).toBe('1 customer viewed or bought both it and BOWL, which the user knows');
  expect(item('unheard-of')).toBe('new, or popular: 0 interactions');
  expect(item('cup')).toBe('the user already viewed or bought it: 2 interactions in all');
  const unknown = why(facts, { useCase: 'recommended-for-you', userId: 'new', nameOf });
  expect(unknown.list).toContain('does not hold this user');
  expect(unknown.item('bowl')).toBe('4 interactions');
});

it('why an item is recommended counts purchases alone in a shop that has no views, and views in one without purchases', () => {
  const whyOf = (event: string, userId: string) => {
    const rows = ROWS.filter(([, , type]) => type === event);
    const query = { useCase: 'recommended-for-you', userId, nameOf } as const;
    return why(new TrainingFacts(interactionsOf(rows)), query);
  };
  const { list, item } = whyOf('Purchase', 'ann');
  expect(list).toBe('From what the user bought, most recently BOWL. Purchased items are left out.');
  expect(item('knife')).toBe('new, or popular: 1 purchase');
  expect(item('cup')).toBe('the user already bought it: 1 purchase in all');
  expect(whyOf('View', 'new').item('bowl')).toBe('3 views');
});

const FILES: Record<string, string> = {
  'dataset/training_interaction.csv':
    'USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP\nann,bowl,View,100\nann,bowl,View,100\nann,cup,View,105\nbob,bowl,View,107\n',
  'dataset/training_item.csv':
    'ITEM_ID,NAME,CATEGORY_L1,PRICE\nbowl,"Wooden \\"big\\" bowl",kitchen,9\ncup,Cup,kitchen,4\n',
};

const client = fakeClient(S3Client, {
  GetObject: ({ Key }: { Key: string }) => ({ Body: bodyOf(FILES[Key]) }),
});

it('reasons for an answer come from the training data in the bucket, copies dropped, with names and the model that is known', async () => {
  const query = { useCase: 'customers-who-viewed-x-also-viewed', itemId: 'bowl', numResults: 2 } as const;
  const choice = { model: 'sequence', runnerUp: 'cosine', margin: -0.002, questions: 1 };
  const { list, items } = await reasonsFor([{ itemId: 'cup' }], query, client, 'bucket', choice);
  const why = 'viewed by 1 of the 2 customers who viewed Wooden "big" bowl';
  expect(items).toEqual([{ itemId: 'cup', why }]);
  expect(list).toMatch(/ Model: sequence; NDCG@10 −0\.002 beside cosine, for 1 user of the training\.$/);
});
