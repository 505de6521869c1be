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
  it('are named with the one that may have been meant', async () => {
    expect(await unknownIds(client, 'bucket', { userId: '1', itemId: 'bowl2' })).toEqual([
      'The data has no item "bowl2", so the answer is for an unknown item. Did you mean bowl-2?',
    ]);
  });

  it('are named with one of the data where none is near', async () => {
    expect(await unknownIds(client, 'bucket', { itemId: 'zzz' })).toEqual([
      'The data has no item "zzz", so the answer is for an unknown item. One that it has is cup-1.',
    ]);
  });

  it.each(['11', '7fa0983d-4204-45fd-ba64-8af077ea4bc8'])(
    'are none that another of numbers and random ids stands for: %s',
    async (id) => {
      const ids = ['1', '7fa0983d-4204-45fd-ba64-8af077ea4bc9'].map((one) => `ITEM_ID\n${one}\n`);
      for (const file of ids) {
        const send = async () => ({ Body: Readable.from([Buffer.from(file)]) });
        const [says] = await unknownIds({ send } as unknown as S3Client, 'bucket', { itemId: id });
        expect(says).toContain('One that it has is ');
        expect(says).not.toContain('Did you mean');
      }
    },
  );

  it('are none where both are known, or neither was asked for', async () => {
    expect(await unknownIds(client, 'bucket', { userId: '2', itemId: 'cup-1' })).toEqual([]);
    expect(await unknownIds(client, 'bucket', {})).toEqual([]);
  });
});
