import { prepareParts, type PartsPreparation } from '../../../src/data/preparation/prepare-parts';
import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { inPieces } from '../../../../csv/test/rows-of';
import { memorySink } from '../../../../../test/support/memory-sink';

const eventTypes = { ProductViewed: 'View', OrderCompleted: 'Purchase' };

const partsOf = (contents: Partial<Record<DatasetType, readonly string[]>>): PartsPreparation['parts'] =>
  Object.fromEntries(
    Object.entries(contents).map(([type, texts]) => [
      type,
      texts.map((text, at) => {
        return { name: `${type}-${at}.csv`, open: async () => inPieces(Buffer.from(text)) };
      }),
    ]),
  );

const prepare = async (
  contents: Partial<Record<DatasetType, readonly string[]>>,
  sink = memorySink(),
): Promise<{ rows: object; files: Record<string, string> }> => {
  const { files: written } = await prepareParts({ parts: partsOf(contents), eventTypes, escape: '\\', sink });
  const rows = Object.entries(written).map(([type, { rows }]) => [type, rows] as const);
  return { rows: Object.fromEntries(rows), files: sink.files };
};

const ITEMS = 'id,name,category,style,description,price\n';
const INTERACTIONS = 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n';

describe('parts', () => {
  it('become one file for each dataset, with its columns in order and its event types renamed', async () => {
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
  ])('fail where %s, and leave no file', async (_what, contents, words) => {
    const sink = memorySink();
    await expect(prepare(contents, sink)).rejects.toThrow(words);
    expect(sink.files).toEqual({});
    expect(sink.story.at(-1)).toBe('abort');
  });

  it('are not looked at closely where their event type is dropped, as in an archive', async () => {
    const table = `${INTERACTIONS},,Cart,never\ni1,u1,ProductViewed,1600000000\n`;
    const { rows } = await prepare({ INTERACTIONS: [table] });
    expect(rows).toEqual({ INTERACTIONS: 1 });
  });
});
