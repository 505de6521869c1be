import type { S3Client } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { convert } from '../../../../lambda/batch/steps/convert';
import { write } from '../../../../lambda/batch/steps/write';
import type { Converted } from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import { BATCHES, step } from './world';

const USERS = 1_000_000;
const RESULTS = 25;
const MIB = 1024 * 1024;
const CHUNK_USERS = 1_000;

const userOf = (at: number): string => `user-${String(at).padStart(30, '0')}`;
const itemIds = Array.from(
  { length: RESULTS },
  (_, at) => `8bffb5fb-624f-48a8-a99f-${String(at).padStart(12, '0')}`,
);
const answer = (at: number): string =>
  `${JSON.stringify({ input: { userId: userOf(at) }, output: { recommendedItems: itemIds }, error: null })}\n`;
const LINE_BYTES = Buffer.byteLength(answer(0));

type Input = Readonly<Record<string, unknown>>;

/** A bucket that makes up what is read, and forgets what is written. */
class EndlessBucket {
  peakBytes = 0;

  get client(): S3Client {
    const send = async ({ constructor, input }: { constructor: { name: string }; input: Input }) => {
      this.peakBytes = Math.max(this.peakBytes, process.memoryUsage().rss);
      return this.answers[constructor.name](input);
    };
    return { send } as unknown as S3Client;
  }

  private readonly answers: Record<string, (input: Input) => unknown> = {
    ListObjectsV2Command: ({ Prefix }) => ({
      Contents: [
        Prefix === 'dataset/'
          ? { Key: 'dataset/training_user.csv', Size: 1 }
          : { Key: `${String(Prefix)}input.json.out`, Size: USERS * LINE_BYTES },
      ],
    }),
    GetObjectCommand: ({ Range }) => ({
      Body:
        Range === undefined
          ? rows((at) => `${userOf(at)},30\n`, 0, 'USER_ID,AGE\n')
          : rows(answer, Number(/\d+/.exec(Range as string)![0]) / LINE_BYTES),
    }),
    PutObjectCommand: () => ({}),
    CreateMultipartUploadCommand: () => ({ UploadId: 'upload' }),
    UploadPartCommand: () => ({ ETag: 'part' }),
    CompleteMultipartUploadCommand: () => ({}),
  };
}

const rows = (line: (at: number) => string, first: number, header = ''): Readable =>
  Readable.from(
    (function* () {
      if (header !== '') yield Buffer.from(header);
      for (let at = first; at < USERS; at += CHUNK_USERS)
        yield Buffer.from(
          Array.from({ length: Math.min(CHUNK_USERS, USERS - at) }, (_, of) => line(at + of)).join(''),
        );
    })(),
  );

describe('a run for a million users', () => {
  it('writes and converts streams, of which little is in memory at a time', async () => {
    const bucket = new EndlessBucket();
    const world = { s3: bucket.client, bucket: 'data' };
    const before = process.memoryUsage().rss;
    expect(await write(world)(step(BATCHES))).toEqual({});
    let converted: Converted | undefined;
    do {
      converted = await convert({ ...world, patienceHours: 4, now: () => 0 })(
        step(BATCHES, converted ? { convert: converted } : {}),
      );
    } while (converted.next);
    const peak = bucket.peakBytes - before;
    const [done] = converted.done;
    expect(done).toMatchObject({ lines: USERS, empty: 0, failed: 0, rows: USERS * RESULTS });
    expect(done.csv).toHaveLength(RESULTS);
    console.log(`${Math.round((USERS * LINE_BYTES) / MIB)} MiB converted with ${Math.round(peak / MIB)} MiB`);
    // The output alone has more than a gigabyte; the function has 1,769 MiB.
    expect(USERS * LINE_BYTES).toBeGreaterThan(1_000 * MIB);
    expect(peak).toBeLessThan(900 * MIB);
  });
});
