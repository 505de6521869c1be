import { S3Client, type GetObjectCommandInput } from '@aws-sdk/client-s3';
import { unknownIds } from '../../src/recommend/unknown-ids';
import { bodyOf, fakeClient } from '../support/fake-client';

const FILES: Record<string, string> = {
  'dataset/training_user.csv': 'USER_ID,AGE\n1,30\n2,40\n',
  'dataset/training_item.csv': 'NAME,ITEM_ID\nCup,cup-1\nBowl,bowl-2\n',
};

const GetObject = ({ Key = '' }: GetObjectCommandInput): object => ({ Body: bodyOf(FILES[Key]) });
const client = fakeClient(S3Client, { GetObject });

describe('ids that the data does not hold', () => {
  it.each([
    ['the one that may have been meant', 'bowl2', 'Did you mean bowl-2?'],
    ['one of the data where none is near', 'zzz', 'One that it has is cup-1.'],
  ])('are named with %s', async (_, itemId, hint) => {
    expect(await unknownIds(client, 'bucket', { userId: '1', itemId })).toEqual([
      `The data has no item "${itemId}", so the answer is for an unknown item. ${hint}`,
    ]);
  });

  it.each(['11', '7fa0983d-4204-45fd-ba64-8af077ea4bc8'])(
    'are none that another of numbers and random ids stands for: %s',
    async (itemId) => {
      for (const id of ['1', '7fa0983d-4204-45fd-ba64-8af077ea4bc9']) {
        const ofOne = fakeClient(S3Client, { GetObject: () => ({ Body: bodyOf(`ITEM_ID\n${id}\n`) }) });
        const [says] = await unknownIds(ofOne, 'bucket', { itemId });
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
