import { S3Client, type GetObjectCommandInput } from '@aws-sdk/client-s3';
import type { PageItem } from '../../src/page/page-answers';
import { currencyOf, pageClients, Shop } from '../../src/page/shop';
import { bodyOf, fakeClient } from '../support/fake-client';

async function itemsOf(csv: string): Promise<{ items: readonly PageItem[]; currency: string | undefined }> {
  const GetObject = ({ Key = '' }: GetObjectCommandInput): object => {
    const isSold = Key.includes('interaction');
    return { Body: bodyOf(isSold ? 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\nsold,u,View,1\n' : csv) };
  };
  const clients = { ...pageClients(), s3: fakeClient(S3Client, { GetObject }) };
  const shop = new Shop('S', clients, { DataBucketName: 'b' });
  const items = await shop.items();
  return { items: items.all(), currency: currencyOf(items) };
}

it('the items of a shop have a picture, if a column that is named so holds an address of HTTPS', async () => {
  for (const name of ['IMAGE_URL', 'PICTURE', 'THUMBNAIL', 'IMAGE_LINK']) {
    const { items } = await itemsOf(`ITEM_ID,${name}\na,https://shop.example/a.png\n`);
    expect([name, items[0].image]).toEqual([name, 'https://shop.example/a.png']);
  }
  for (const value of ['http://shop.example/a.png', 'a.png', 'javascript:alert(1)', 'https://'])
    expect((await itemsOf(`ITEM_ID,IMAGE\na,${value}\n`)).items[0]).not.toHaveProperty('image');
});

it('the items of a shop say the currency of the prices, where all agree', async () => {
  const agreed = ['a,krw\nb,KRW\n', 'a,KRW\nb,USD\n', 'a,dollars\n', 'a,\n'].map(async (rows) => {
    const { currency } = await itemsOf(`ITEM_ID,CURRENCY\n${rows}`);
    return currency;
  });
  expect(await Promise.all(agreed)).toEqual(['KRW', undefined, undefined, undefined]);
});

it('the items of a shop are followed by those that were sold without being in the table', async () => {
  expect((await itemsOf('ITEM_ID,NAME\na,Pan\n')).items.map(({ itemId, name }) => [itemId, name])).toEqual([
    ['a', 'Pan'],
    ['sold', undefined],
  ]);
});
