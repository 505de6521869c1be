import type { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { unknownIds } from '../../src/recommend/unknown-ids';

const FILES: Record<string, string> = {
  'dataset/training_user.csv': 'USER_ID,AGE\n1,30\n2,40\n',
  'dataset/training_item.csv': 'NAME,ITEM_ID\nCup,cup-1\nBowl,bowl-2\n',
};

const client = {
  send: async ({ input: { Key = '' } }: GetObjectCommand) => ({
    Body: Readable.from([Buffer.from(FILES[Key] ?? '')]),
  }),
} as unknown as S3Client;

describe('ids that the data does not hold', () => {
  it('are named with the nearest one that it does', async () => {
    expect(await unknownIds(client, 'bucket', { userId: '1', itemId: 'bowl2' })).toEqual([
      'training_item.csv has no item "bowl2", so the answer is for an unknown item. Did you mean "bowl-2"?',
    ]);
  });

  it('are none where both are known, or neither was asked for', async () => {
    expect(await unknownIds(client, 'bucket', { userId: '2', itemId: 'cup-1' })).toEqual([]);
    expect(await unknownIds(client, 'bucket', {})).toEqual([]);
  });
});
