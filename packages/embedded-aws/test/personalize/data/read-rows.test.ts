import { Readable } from 'node:stream';
import { ITEMS_SCHEMA } from '@ecommerce-recommenders/shop-data/data/schemas';
import { parseSchema } from '../../../src/services/personalize/data/parsed-schema';
import { readRows } from '../../../src/services/personalize/data/read-rows';
import { itemsCsv } from '../support/shop-files';
import { refused } from '../../support/refused';

const SCHEMA = parseSchema(JSON.stringify(ITEMS_SCHEMA), 'ECOMMERCE');
const file = (content: string) => ({
  name: 'items.csv',
  bytes: Buffer.byteLength(content),
  open: async () => Readable.from([Buffer.from(content)]),
});

describe('readRows', () => {
  it('gives every row of every file and where its columns are', async () => {
    let seen = 0;
    const files = [file(itemsCsv(20_000)), file(itemsCsv(10))];
    const count = (chunk: { readonly rows: number }, places: unknown): void => {
      expect(places).toEqual([0, 1, 2, 3, 4, 5]);
      seen += chunk.rows;
    };
    const rows = await readRows(files, SCHEMA, count, new AbortController().signal);
    expect([rows, seen]).toEqual([20_010, 20_010]);
  });

  it('lets others run between chunks, and stops when it is told to', async () => {
    const stop = new AbortController();
    let chunks = 0;
    const reading = readRows([file(itemsCsv(50_000))], SCHEMA, () => void chunks++, stop.signal);
    setImmediate(() => stop.abort());
    await refused(reading, 'AbortError');
    expect(chunks).toBeLessThan(3);
  });

  it('closes a file of which it does not read all', async () => {
    const body = Readable.from([Buffer.from('ITEM_ID\n'), Buffer.from('i\n')]);
    const files = [{ name: 'items.csv', open: async () => body }];
    const reading = readRows(files, SCHEMA, () => {}, new AbortController().signal);
    await expect(reading).rejects.toThrow('missing the following columns');
    expect(body.destroyed).toBe(true);
  });
});
