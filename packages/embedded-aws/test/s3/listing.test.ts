import { S3, type ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { itself, listKeys } from '../../src/services/s3/list-keys';
import { awsForAll } from '../support/test-aws';

const aws = awsForAll();
const s3 = aws.client(S3);
const Bucket = 'shop';
const KEYS = ['a', 'b/1', 'b/2', 'b/c/3', 'd', 'e/4', 'f+g h&', '\uffee', '🎁'];

beforeAll(async () => {
  await s3.createBucket({ Bucket });
  for (const Key of [...KEYS].reverse()) await s3.putObject({ Bucket, Key, Body: Key });
});

type Listed = Pick<ListObjectsV2CommandOutput, 'Contents' | 'CommonPrefixes'>;

const namesIn = ({ Contents = [], CommonPrefixes = [] }: Listed): (string | undefined)[] => [
  ...Contents.map(({ Key }) => Key),
  ...CommonPrefixes.map(({ Prefix }) => Prefix),
];

describe('ListObjectsV2', () => {
  it.each([
    [{}, KEYS],
    [{ Prefix: 'b/' }, ['b/1', 'b/2', 'b/c/3']],
    [{ Delimiter: '/' }, ['a', 'd', 'f+g h&', '\uffee', '🎁', 'b/', 'e/']],
    [{ Delimiter: '/', Prefix: 'b/' }, ['b/1', 'b/2', 'b/c/']],
    [{ StartAfter: 'b/2' }, ['b/c/3', 'd', 'e/4', 'f+g h&', '\uffee', '🎁']],
    [{ StartAfter: 'b/2', Delimiter: '/' }, ['d', 'f+g h&', '\uffee', '🎁', 'b/', 'e/']],
    [{ Prefix: 'none' }, []],
    [{ MaxKeys: 0 }, []],
  ])('with %j answers %j', async (query, expected) => {
    const page = await s3.listObjectsV2({ Bucket, ...query });
    expect(namesIn(page)).toEqual(expected);
    expect(page).toMatchObject({ KeyCount: expected.length, IsTruncated: false, Name: Bucket });
  });

  it.each([[undefined], ['/']])(
    'gives each key once over pages of any size (delimiter %s)',
    async (Delimiter) => {
      const whole = namesIn(await s3.listObjectsV2({ Bucket, Delimiter }));
      for (const MaxKeys of [1, 2, 3, 8]) {
        const names: (string | undefined)[] = [];
        let ContinuationToken: string | undefined;
        do {
          const page = await s3.listObjectsV2({ Bucket, Delimiter, MaxKeys, ContinuationToken });
          names.push(...namesIn(page));
          ContinuationToken = page.NextContinuationToken;
          expect(page.IsTruncated).toBe(ContinuationToken !== undefined);
        } while (ContinuationToken !== undefined);
        expect(names.sort()).toEqual([...whole].sort());
      }
    },
  );

  it('gives a page of 1,000 at most, however many are asked for', async () => {
    expect(await s3.listObjectsV2({ Bucket, MaxKeys: 5000 })).toMatchObject({ MaxKeys: 1000 });
  });

  it('encodes keys and shows owners, where that is wanted', async () => {
    const wanted = { Prefix: 'f', EncodingType: 'url', FetchOwner: true } as const;
    const { Contents } = await s3.listObjectsV2({ Bucket, ...wanted });
    expect(Contents![0].Key).toBe('f%2Bg+h%26');
    expect(Contents![0].Owner!.ID).toMatch(/^[0-9a-f]{64}$/);
  });
});

it('ListObjects goes on behind its marker', async () => {
  const first = await s3.listObjects({ Bucket, Delimiter: '/', MaxKeys: 2 });
  expect([...namesIn(first), first.NextMarker, first.IsTruncated]).toEqual(['a', 'b/', 'b/', true]);
  const second = await s3.listObjects({ Bucket, Delimiter: '/', MaxKeys: 2, Marker: first.NextMarker });
  expect(namesIn(second)).toEqual(['d', 'e/']);
});

it('a delimiter of several characters makes prefixes up to its end', () => {
  const page = listKeys(['x--1', 'x--2', 'x-3'], itself, { delimiter: '--', maxKeys: 10 });
  expect(page).toEqual({ entries: ['x-3'], commonPrefixes: ['x--'], isTruncated: false, last: 'x-3' });
});
