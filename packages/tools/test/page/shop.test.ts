import type { GetObjectCommand } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import type { PageItem } from '../../src/page/page-answers';
import { currencyOf, type PageClients, Shop } from '../../src/page/shop';

/** Reads the items of a shop from a prepared file with this content. */
async function itemsOf(csv: string): Promise<{ items: readonly PageItem[]; currency: string | undefined }> {
  const textOf = ({ input: { Key = '' } }: GetObjectCommand): string =>
    Key.includes('interaction') ? 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\nsold,u,View,1\n' : csv;
  const s3 = {
    send: async (command: GetObjectCommand) => ({ Body: Readable.from([Buffer.from(textOf(command))]) }),
  };
  const shop = new Shop('S', { s3 } as unknown as PageClients, { DataBucketName: 'b' });
  const items = await shop.items();
  return { items: items.all(), currency: currencyOf(items) };
}

describe('the items of a shop', () => {
  it.each(['IMAGE_URL', 'PICTURE', 'THUMBNAIL', 'IMAGE_LINK'])(
    'have the picture of a column %s',
    async (column) => {
      const { items } = await itemsOf(`ITEM_ID,${column}\na,https://shop.example/a.png\n`);
      expect(items[0].image).toBe('https://shop.example/a.png');
    },
  );

  it.each(['http://shop.example/a.png', 'a.png', 'javascript:alert(1)', 'https://'])(
    'have none where it is %s',
    async (value) => {
      expect((await itemsOf(`ITEM_ID,IMAGE\na,${value}\n`)).items[0]).not.toHaveProperty('image');
    },
  );

  it('say the currency of the prices, where all agree', async () => {
    expect((await itemsOf('ITEM_ID,CURRENCY\na,krw\nb,KRW\n')).currency).toBe('KRW');
    expect((await itemsOf('ITEM_ID,CURRENCY\na,KRW\nb,USD\n')).currency).toBeUndefined();
    expect((await itemsOf('ITEM_ID,CURRENCY\na,dollars\n')).currency).toBeUndefined();
    expect((await itemsOf('ITEM_ID\na\n')).currency).toBeUndefined();
  });

  it('are followed by those that were sold without being in the table', async () => {
    expect((await itemsOf('ITEM_ID,NAME\na,Pan\n')).items.map(({ itemId, name }) => [itemId, name])).toEqual([
      ['a', 'Pan'],
      ['sold', undefined],
    ]);
  });
});
