import { text } from 'node:stream/consumers';
import { LineError } from '@ecommerce-recommenders/csv/line-error';
import { errorInPart, joinedParts, type Part } from '../../../src/data/preparation/joined-parts';
import { tableByTable } from '../../../src/data/preparation/read-passes';
import { prepareData } from '../../../src/data/preparation/prepare-data';
import { DATASETS } from '../../../src/data/datasets';
import { memorySink } from '../../../../../test/support/memory-sink';
import { SHOP, shopArchive } from '../../../../../test/support/shop-archive';
import { inPieces } from '../../../../csv/test/rows-of';

const partsOf = (texts: Readonly<Record<string, string>>, pieceBytes = 7): Part[] =>
  Object.entries(texts).map(([name, part]) => {
    return { name, open: async () => inPieces(Buffer.from(part), pieceBytes) };
  });

const joined = (parts: readonly Part[]): Promise<string> => text(joinedParts(parts));

describe('the parts of a table', () => {
  it.each([1, 4, 100])('become one file with one header, read in pieces of %i bytes', async (pieceBytes) => {
    const texts = { a: 'x,y\r\n1,2\r\n', b: '\ufeffx,y\n3,4', c: '', d: 'x,y', e: 'x,y\n"5\n",6\n' };
    const parts = partsOf(texts, pieceBytes);
    expect(await joined(parts)).toBe('x,y\r\n1,2\r\n3,4\n"5\n",6\n');
  });

  it('fail where the header of one is another', async () => {
    await expect(joined(partsOf({ a: 'x,y\n1,2\n', b: 'y,x\n3,4\n' }))).rejects.toThrow(
      'b, line 1: has the columns y,x where a has x,y; all parts of a table must have the same header',
    );
  });

  it.each([
    [2, 'a, line 2'],
    [3, 'a, line 3'],
    [4, 'b, line 2'],
    [6, 'd, line 3'],
  ])('say of line %i of the file that it is %s', async (line, place) => {
    const parts = partsOf({ a: 'x\n1\n2', b: 'x\n3\n', c: '', d: 'x\n4\n5' });
    const { message } = await errorInPart(new LineError('items.csv', line, 'is bad'), parts);
    expect(message).toBe(`${place}: is bad`);
  });
});

describe('prepareData', () => {
  const settings = {
    holdout: 0.5,
    eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
    escape: '\\',
  } as const;

  it('makes of parts in any number what it makes of an archive', async () => {
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
});
