import { text } from 'node:stream/consumers';
import { LineError } from '@ecommerce-recommenders/csv/line-error';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { DATASETS } from '../../../src/data/datasets';
import { errorInPart, joinedParts, type Part } from '../../../src/data/preparation/joined-parts';
import { prepareData } from '../../../src/data/preparation/prepare-data';
import { prepareParts } from '../../../src/data/preparation/prepare-parts';
import { tableByTable } from '../../../src/data/preparation/read-passes';
import { inPieces } from '../../../../csv/test/rows-of';
import { memorySink } from '../../../../../test/support/memory-sink';
import { SHOP, shopArchive } from '../../../../../test/support/shop-archive';

const eventTypes = { ProductViewed: 'View', OrderCompleted: 'Purchase' };

/** Parts by name. */
const partsOf = (texts: Readonly<Record<string, string>>, pieceBytes = 7): Part[] =>
  Object.entries(texts).map(([name, part]) => {
    return { name, open: async () => inPieces(Buffer.from(part), pieceBytes) };
  });

const prepare = async (
  contents: Partial<Record<DatasetType, readonly string[]>>,
  sink = memorySink(),
): Promise<{ rows: object; files: Record<string, string> }> => {
  const parts = Object.fromEntries(
    Object.entries(contents).map(([type, texts]) => [
      type,
      partsOf(Object.fromEntries(texts.map((part, at) => [`${type}-${at}.csv`, part]))),
    ]),
  );
  const { files: written } = await prepareParts({ parts, eventTypes, escape: '\\', sink });
  const rows = Object.entries(written).map(([type, { rows }]) => [type, rows] as const);
  return { rows: Object.fromEntries(rows), files: sink.files };
};

const ITEMS = 'id,name,category,style,description,price\n';
const INTERACTIONS = 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n';

it('parts of datasets become one file for each dataset, with its columns in order and its event types renamed', async () => {
  const { rows, files } = await prepare({
    INTERACTIONS: [
      'TIMESTAMP,ITEM_ID,USER_ID,EVENT_TYPE,DISCOUNT\n1600000001,i1,u1,ProductViewed,No\n1600000002,i1,u1,Cart,No\n',
      'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\r\ni2,u2,OrderCompleted,1600000003\r\n',
    ],
    USERS: ['id,username,age,gender\nu1,"a, ""b""",31,F'],
  });
  expect(rows).toEqual({ INTERACTIONS: 2, USERS: 1 });
  expect(files).toEqual({
    'training_interaction.csv':
      'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\ni1,u1,View,1600000001\ni2,u2,Purchase,1600000003\n',
    'training_user.csv': 'USER_ID,USER_NAME,AGE,GENDER\nu1,"a, \\"b\\"",31,F\n',
  });
});

it.each<[string, Partial<Record<DatasetType, readonly string[]>>, string]>([
  ['a column is missing', { ITEMS: ['id,name\n1,n\n'] }, 'ITEMS-0.csv, line 1: lacks the columns'],
  [
    'a value is wrong in the second part',
    { ITEMS: [`${ITEMS}i1,n,c,s,d,1\n`, `${ITEMS}i2,n,c,s,d,1\ni3,n,c,s,d,dear\n`] },
    'ITEMS-1.csv, line 3: price "dear" is no number',
  ],
  [
    'no event type is mapped',
    { INTERACTIONS: [`${INTERACTIONS}i1,u1,Cart,1600000000\n`] },
    'INTERACTIONS-0.csv: no row has an event type that is mapped; eventTypes maps ProductViewed, OrderCompleted',
  ],
  ['there are no rows', { USERS: ['id,username,age,gender\n'] }, 'USERS-0.csv: no row below the header'],
])('parts of datasets fail where %s, and leave no file', async (_what, contents, words) => {
  const sink = memorySink();
  await expect(prepare(contents, sink)).rejects.toThrow(words);
  expect(sink.files).toEqual({});
  expect(sink.story.at(-1)).toBe('abort');
});

it('parts of datasets are not looked at closely where their event type is dropped, as in an archive', async () => {
  const table = `${INTERACTIONS},,Cart,never\ni1,u1,ProductViewed,1600000000\n`;
  const { rows } = await prepare({ INTERACTIONS: [table] });
  expect(rows).toEqual({ INTERACTIONS: 1 });
});

const joined = (parts: readonly Part[]): Promise<string> => text(joinedParts(parts));

it.each([1, 4, 100])('parts of a table become one with one header, in pieces of %i', async (pieceBytes) => {
  const texts = { a: 'x,y\r\n1,2\r\n', b: '\ufeffx,y\n3,4', c: '', d: 'x,y', e: 'x,y\n"5\n",6\n' };
  const parts = partsOf(texts, pieceBytes);
  expect(await joined(parts)).toBe('x,y\r\n1,2\r\n3,4\n"5\n",6\n');
});

it('the parts of a table fail where the header of one is another', async () => {
  await expect(joined(partsOf({ a: 'x,y\n1,2\n', b: 'y,x\n3,4\n' }))).rejects.toThrow(
    'b, line 1: has the columns y,x where a has x,y; all parts of a table must have the same header',
  );
});

it.each([
  [2, 'a, line 2'],
  [3, 'a, line 3'],
  [4, 'b, line 2'],
  [6, 'd, line 3'],
])('the parts of a table say of line %i of the file that it is %s', async (line, place) => {
  const parts = partsOf({ a: 'x\n1\n2', b: 'x\n3\n', c: '', d: 'x\n4\n5' });
  const { message } = await errorInPart(new LineError('items.csv', line, 'is bad'), parts);
  expect(message).toBe(`${place}: is bad`);
});

it('the parts of a table become, in any number, what an archive becomes', async () => {
  const settings = { holdout: 0.5, eventTypes, escape: '\\' } as const;
  const whole = memorySink();
  await prepareData({ openArchive: async () => inPieces(shopArchive(), 99), settings, sink: whole });
  const [header, ...rows] = SHOP.interactions.split('\r\n');
  const parts = {
    INTERACTIONS: partsOf(Object.fromEntries(rows.map((row) => [row, `${header}\n${row}`]))),
    ITEMS: partsOf({ items: SHOP.items }),
    USERS: partsOf({ users: SHOP.users }),
  };
  const sink = memorySink();
  await prepareData({ readTables: tableByTable(async (type) => joinedParts(parts[type])), settings, sink });
  expect(sink.files).toEqual(whole.files);
  expect(sink.files[DATASETS.INTERACTIONS.file]).toContain('i1,u1,View,1600000001');
});
