import { convert } from '../../../../lambda/batch/steps/convert';
import { linesOf } from '@ecommerce-recommenders/shop-data/contracts/batch/lines-of';
import { write } from '../../../../lambda/batch/steps/write';
import type {
  BatchAnswers,
  BatchPlan,
  Converted,
} from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import { FakeBucket } from '../../support/fake-s3';
import type { Clock } from '../../support/clock';
import { BATCHES, RUN, SEGMENTS, START_MS, step } from './world';

const USERS = 'dataset/training_user.csv';
const INTERACTIONS = 'dataset/training_interaction.csv';

describe('a run of batch jobs', () => {
  let clock: Clock;
  let bucket: FakeBucket;
  const now = (): number => START_MS + clock.minutes * 60_000;
  beforeEach(() => {
    clock = { minutes: 0 };
    bucket = new FakeBucket(now);
  });

  describe('writes', () => {
    const written = (plan: BatchPlan): Promise<BatchAnswers['write']> =>
      write({ s3: bucket.client, bucket: 'data' })(step(plan));
    const users = (): string => bucket.text(`batches/${RUN}/users/input.json`);

    it('every user once, those of fresh data included', async () => {
      bucket.put(USERS, 'USER_ID,AGE\nu1,3\n"u,2",4\nu1,5\n');
      clock.minutes = 1;
      bucket.put('dataset/added/training_user.csv/1.csv', 'USER_ID,AGE\nu3,3\nu1,9\n');
      bucket.put(INTERACTIONS, 'ITEM_ID,USER_ID\ni1,u9\n');
      await written(BATCHES);
      expect(users()).toBe('{"userId":"u1"}\n{"userId":"u,2"}\n{"userId":"u3"}\n');
    });

    it('those with an interaction where there is no file of users', async () => {
      bucket.put(INTERACTIONS, 'ITEM_ID,USER_ID\ni1,u9\ni2,u9\ni2,u8\n');
      await written(BATCHES);
      expect(users()).toBe('{"userId":"u9"}\n{"userId":"u8"}\n');
    });

    it('the days of a filter in each line, as they are when the run begins', async () => {
      bucket.put(USERS, 'USER_ID,AGE\nu1,3\n');
      await written({ ...BATCHES, jobs: [{ ...BATCHES.jobs[0], dates: ['TODAY', 'TODAY_MINUS_1D'] }] });
      const today = Math.floor(START_MS / 86_400_000) * 86_400;
      const filterValues = { TODAY: `${today}`, TODAY_MINUS_1D: `${today - 86_400}` };
      expect(JSON.parse(users())).toEqual({ userId: 'u1', filterValues });
    });

    it('nothing where there is no user, and says so', async () => {
      expect(await written(BATCHES)).toEqual({ problem: 'there is no user in dataset/ of the bucket data' });
      expect(bucket.keys()).toEqual([]);
    });
  });

  describe('converts', () => {
    const outputOf = (by: string): string => {
      const folder = by === 'users' ? 'batches' : 'segments';
      return `${folder}/${RUN}/${by}/output/input.json.out`;
    };
    const put = (by: string, ...lines: readonly object[]): void =>
      bucket.put(outputOf(by), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const converted = (plan: BatchPlan, at: Partial<Converted> = {}, partRows?: number): Promise<Converted> =>
      convert({ s3: bucket.client, bucket: 'data', patienceHours: 4, now, partRows })(
        step(plan, at.done ? { convert: at as Converted } : {}),
      );
    const csvOf = (by: string): string => outputOf(by).replace('output/input.json.out', '0.csv');
    const csv = (by: string): string => bucket.text(csvOf(by));

    it('segments by item, and by the name of the query', async () => {
      put(
        'items',
        { input: { itemId: 'i1' }, output: { recommendedUsers: ['u1', 'a "user", 2'] } },
        { input: { itemId: 'i2' }, output: { usersList: [] }, error: null },
      );
      put(
        'queries',
        { itemAttributes: 'ITEMS.CATEGORY_L1 = "footwear"', output: { recommendedUsers: ['u3'] } },
        { input: { itemAttributes: 'ITEMS.PRICE = 3' }, output: { recommendedUsers: ['u4'] } },
      );
      const places = (by: string) => ({ by, json: [outputOf(by)], csv: [csvOf(by)] });
      expect(await converted(SEGMENTS)).toEqual({
        done: [
          { ...places('items'), lines: 2, empty: 1, failed: 0, rows: 2 },
          { ...places('queries'), lines: 2, empty: 0, failed: 0, rows: 2 },
        ],
      });
      expect(csv('items')).toBe('SEGMENT,RANK,USER_ID\ni1,1,u1\ni1,2,"a ""user"", 2"\n');
      expect(csv('queries')).toBe('SEGMENT,RANK,USER_ID\nrunners,1,u3\nITEMS.PRICE = 3,1,u4\n');
    });

    it('recommendations with their scores, and counts errors', async () => {
      const output = { recommendedItems: ['i1', 'i2'], scores: [0.5, 0.25] };
      put(
        'users',
        { input: { userId: 'u1' }, output, error: null },
        { input: { userId: 'u2' }, output: null, error: { message: 'no such user' } },
      );
      const [done] = (await converted(BATCHES)).done;
      expect(done).toMatchObject({ lines: 2, empty: 0, failed: 1, rows: 2 });
      expect(csv('users')).toBe('USER_ID,RANK,ITEM_ID,SCORE\nu1,1,i1,0.5\nu1,2,i2,0.25\n');
    });

    const lineOf = (userId: string, ...recommendedItems: string[]): object => ({
      ...{ input: { userId }, output: { recommendedItems } },
    });

    it('in parts, each with a header, of all files that the service has written', async () => {
      put('users', ...['ü1', 'ü2', 'ü3'].map((user) => lineOf(user, 'i1', 'i2')));
      bucket.put(`batches/${RUN}/users/output/more.out`, JSON.stringify(lineOf('ü4', 'i1', 'i2')));
      bucket.put(`batches/${RUN}/users/output/_CHECK`, 'no result');
      const [done] = (await converted(BATCHES, {}, 3)).done;
      expect([done.lines, done.rows, done.json.length]).toEqual([4, 8, 2]);
      const parts = done.csv.map((key) => bucket.text(key).split('\n').slice(1, -1));
      expect(parts.map((rows) => rows.map((row) => row.split(',')[0]).join(' '))).toEqual([
        ...['ü1 ü1 ü2 ü2', 'ü3 ü3', 'ü4 ü4'],
      ]);
    });

    it('for ten minutes at most, and goes on where it has ended, with the same result', async () => {
      put('users', ...Array.from({ length: 7 }, (_, at) => lineOf(`u${at}`, 'i1')));
      const atOnce = await converted(BATCHES, {}, 2);
      let answer: Partial<Converted> = {};
      let calls = 0;
      bucket.onCall = (command) => {
        if (command === 'PutObject') clock.minutes += 6;
      };
      do {
        answer = await converted(BATCHES, answer, 2);
        calls++;
      } while (answer.next);
      expect(answer).toEqual(atOnce);
      expect(calls).toBe(2);
    });

    it('nothing more where a run takes longer than an execution has events for', async () => {
      const claim = { next: 'train', claimedMs: now() } as const;
      const convertLate = (minutes: number): Promise<Converted> => {
        clock.minutes += minutes;
        const world = { s3: bucket.client, bucket: 'data', patienceHours: 4, now };
        return convert(world)(step(BATCHES, { claim }));
      };
      expect((await convertLate(32 * 60)).done).toHaveLength(1);
      await expect(convertLate(1)).rejects.toThrow('not converted within 32 hours of the run');
    });

    it('nothing where the service has written nothing, and fails for a line that says nothing of what was asked', async () => {
      const { done } = await converted(BATCHES);
      expect(done[0]).toMatchObject({ lines: 0, json: [], csv: [] });
      put('users', { input: { itemId: 'i1' } });
      await expect(converted(BATCHES)).rejects.toThrow('a line of the output by users has no userId');
    });
  });
});

describe('the lines of a text', () => {
  async function* bytesOf(chunks: readonly string[]): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield Buffer.from(chunk, 'latin1');
  }
  const read = async (...chunks: string[]): Promise<unknown[]> => {
    const lines: unknown[] = [];
    for await (const some of linesOf(bytesOf(chunks)))
      lines.push(...some.map(({ line, bytes }) => line + bytes));
    return lines;
  };

  it('are the same however it is cut', async () => {
    const text = Buffer.from('ä\n\nbc\nd').toString('latin1');
    const whole = ['ä3', '1', 'bc3', 'd1'];
    expect([await read(text), await read(...text), await read()]).toEqual([whole, whole, []]);
  });
});
