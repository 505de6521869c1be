import { S3Client } from '@aws-sdk/client-s3';
import { preparedBody } from '../../src/deployed/prepared-body';
import { bodyOf, fakeClient } from '../support/fake-client';

const FILE = 'training_item.csv';

/** Reads the file from a bucket with these objects. Each object is a second newer than the one before. */
async function readFrom(objects: Readonly<Record<string, string>>): Promise<string> {
  const client = fakeClient(S3Client, {
    ListObjectsV2: {
      Contents: Object.keys(objects).map((Key, at) => ({ Key, LastModified: new Date(1_000 * at) })),
    },
    GetObject: ({ Key }: { Key: string }) => {
      if (Key in objects) return { Body: bodyOf(objects[Key]) };
      throw Object.assign(new Error('gone'), { name: 'NoSuchKey' });
    },
  });
  const pieces: Buffer[] = [];
  for await (const piece of await preparedBody(client, 'data', FILE)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const plain = { [`dataset/${FILE}`]: 'ID\nplain\n' };
const ofGlue = {
  [`dataset/0123456789abcdef/${FILE}/part-0`]: 'ID\nglue\n',
  [`dataset/0123456789abcdef/${FILE}/part-1`]: 'ID\nglue too\n',
};
const fresh = { [`dataset/fresh/run/${FILE}`]: 'ID\n' };
const added = { [`dataset/added/${FILE}/run.csv`]: 'ID\nadded\n' };

it.each([
  ['the function wrote', plain, 'ID\nplain\n'],
  ['the job wrote after it', { ...plain, ...ofGlue }, 'ID\nglue\nglue too\n'],
  ['fresh data replaced after the job', { ...ofGlue, ...plain }, 'ID\nplain\n'],
  ['fresh data has added to', { ...plain, ...added }, 'ID\nplain\nadded\n'],
  ['was replaced after something had been added', { ...added, ...ofGlue }, 'ID\nglue\nglue too\n'],
  ['lies beside what is still being imported', { ...plain, ...fresh }, 'ID\nplain\n'],
])('a prepared file is what %s', async (_what, objects, expected) => {
  expect(await readFrom(objects)).toBe(expected);
});

it('a prepared file that is not there fails by its name', async () => {
  await expect(readFrom(added)).rejects.toMatchObject({ name: 'NoSuchKey' });
});
