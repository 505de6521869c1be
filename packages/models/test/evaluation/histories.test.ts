import { historiesOf } from '../../src/evaluation/histories';
import { readCategories, readHistories } from '../../src/evaluation/read-rows';
import { inPieces } from '../../../csv/test/rows-of';

const row = (userId: string, itemId: string, timestamp: number, eventType = 'View') => {
  return { userId, itemId, eventType, timestamp };
};

it('histories drop what agrees in every column, and nothing else', () => {
  const rows = [row('u', 'a', 1), row('u', 'a', 2), row('u', 'b', 1), row('u', 'a', 1, 'Purchase')];
  const histories = historiesOf([...rows, row('v', 'a', 1), ...rows]);
  expect(histories.get('u')).toHaveLength(4);
  expect(histories.get('v')).toHaveLength(1);
});

it('histories are read from a prepared file, whatever the order of its columns', async () => {
  const file = 'TIMESTAMP,USER_ID,EVENT_TYPE,ITEM_ID\n20,u,View,"a, \\"b\\""\n10,u,Purchase,c\n';
  const histories = await readHistories(inPieces(Buffer.from(file), 7), 'file.csv');
  expect(histories.get('u')).toEqual([
    { itemId: 'c', eventType: 'Purchase', timestamp: 10 },
    { itemId: 'a, "b"', eventType: 'View', timestamp: 20 },
  ]);
});

it('histories fails on a file without a column, and says which ones it has', async () => {
  const source = inPieces(Buffer.from('NAME,CATEGORY_L1\nn,c\n'), 100);
  await expect(readCategories(source, 'training_item.csv')).rejects.toThrow(
    'training_item.csv, line 1: lacks ITEM_ID; it has NAME, CATEGORY_L1',
  );
});

it('histories have beside them the categories of items, and none of items that have names alone', async () => {
  const categoriesOf = async (text: string) =>
    Object.fromEntries(await readCategories(inPieces(Buffer.from(text), 100), 'file.csv'));
  const both = 'ITEM_ID,NAME,CATEGORY_L1\ni,n,shoes\nj,n,hats\n';
  expect(await categoriesOf(both)).toEqual({ i: 'shoes', j: 'hats' });
  expect(await categoriesOf('ITEM_ID,NAME\ni,n\n')).toEqual({ i: '' });
});
