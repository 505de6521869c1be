import type { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { reasonsFor } from '../../../cli/why/reasons-for';

const FILES: Record<string, string> = {
  'dataset/training_interaction.csv':
    'USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP\nann,bowl,View,100\nann,bowl,View,100\nann,cup,View,105\nbob,bowl,View,107\n',
  'dataset/training_item.csv':
    'ITEM_ID,NAME,CATEGORY_L1,PRICE\nbowl,"Wooden \\"big\\" bowl",kitchen,9\ncup,Cup,kitchen,4\n',
};

const client = {
  send: async ({ input: { Key = '' } }: GetObjectCommand) => ({
    Body: Readable.from([Buffer.from(FILES[Key] ?? '')]),
  }),
} as unknown as S3Client;

describe('reasons for an answer', () => {
  it('come from the training data in the bucket, copies dropped, with names', async () => {
    const query = {
      useCase: 'customers-who-viewed-x-also-viewed',
      userId: 'bob',
      itemId: 'bowl',
      numResults: 2,
    } as const;
    const { items } = await reasonsFor([{ itemId: 'cup' }], query, client, 'bucket');
    expect(items).toEqual([
      { itemId: 'cup', why: 'viewed by 1 of the 2 customers who viewed Wooden "big" bowl' },
    ]);
  });
});
