import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { InteractionLog } from '../../../src/services/personalize/data/interaction-log';
import { parseSchema } from '../../../src/services/personalize/data/parsed-schema';
import { CreationFailure } from '../../../src/services/personalize/errors';
import { JobThreads, ThreadFailure } from '../../../src/services/personalize/threads/job-threads';
import { refused } from '../../support/refused';

const SCHEMA = parseSchema(JSON.stringify(DATASETS.INTERACTIONS.schema), 'ECOMMERCE');

/** Enough rows for a thread. */
const ROWS = 12_000;

const HEADER = 'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n';
const CSV =
  HEADER +
  Array.from(
    { length: ROWS },
    (_, row) => `item-${(row * 7) % 40},user-${row % 300},${row % 5 ? 'View' : 'Purchase'},${1e9 + row}\n`,
  ).join('');

const file = (text: string) => ({
  name: 's3://bucket/rows.csv',
  open: async () => Readable.from([Buffer.from(text)]),
});

describe('jobs in threads', () => {
  let stop: AbortController;
  let threads: JobThreads;
  beforeEach(() => {
    stop = new AbortController();
    threads = new JobThreads(stop.signal);
  });
  afterEach(() => threads.close());
  afterEach(() => jest.restoreAllMocks());

  const imported = (rows: number, text = CSV, by = threads) =>
    by.run('import', { schema: SCHEMA }, { rows, files: [file(text)] });
  const logOf = async () => {
    const log = await InteractionLog.of(await imported(0), stop.signal);
    return { number: log.number, arrays: log.arrays };
  };

  it('import and train as they do in the thread of the caller', async () => {
    const [own, other] = [await imported(0), await imported(ROWS)];
    expect(other).toEqual(own);
    expect(other.users.buffer).toBeInstanceOf(SharedArrayBuffer);
    const log = await logOf();
    for (const learner of [
      'most-viewed',
      'frequently-bought-together',
      'recommended-for-you',
      'personalized-ranking',
      'item-affinity',
    ] as const) {
      const train = (rows: number) => threads.run('train', { log, learner }, { rows });
      expect(await train(ROWS)).toEqual(await train(0));
    }
  });

  it('leave no listeners on a thread, which does many', async () => {
    const added = jest.spyOn(Worker.prototype, 'on');
    await imported(ROWS);
    const [thread] = added.mock.contexts as Worker[];
    const listening = () => thread.eventNames().map((name) => [name, thread.listenerCount(name)]);
    const before = listening();
    await imported(ROWS);
    expect(added.mock.contexts.every((one) => one === thread)).toBe(true);
    expect(listening()).toEqual(before);
  });

  it('fail with the reason of the data', async () => {
    await expect(imported(ROWS, HEADER + 'item,user,View,soon\n')).rejects.toEqual(
      new CreationFailure('Value "soon" of TIMESTAMP is not of type long. See s3://bucket/rows.csv, line 2.'),
    );
    const training = threads.run(
      'train',
      { log: await logOf(), learner: 'most-viewed', learnsFrom: 'Watch' },
      { rows: ROWS },
    );
    await expect(training).rejects.toEqual(
      new CreationFailure('Dataset has fewer than 1000 interactions after filtering by event type: Watch'),
    );
  });

  it('fail with the error of a file that cannot be read', async () => {
    const error = new Error('gone');
    const files = [{ name: 'rows.csv', open: () => Promise.reject(error) }];
    const reading = threads.run('import', { schema: SCHEMA }, { rows: ROWS, files });
    await expect(reading).rejects.toBe(error);
  });

  it('fail when there is no memory left, and others go on', async () => {
    const small = new JobThreads(stop.signal, { heapMiB: 2 });
    const failure = await imported(ROWS, CSV, small).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ThreadFailure);
    expect(failure).toHaveProperty(
      'message',
      expect.stringMatching(
        /^The import ran out of memory \(.+\)\. Use fewer interactions, .+ more memory\.$/,
      ),
    );
    await expect(imported(ROWS)).resolves.toMatchObject({ latest: 1e9 + ROWS - 1 });
  });

  it('fail when their thread ends, and the next one gets another', async () => {
    const reading = imported(ROWS);
    await threads.close();
    await expect(reading).rejects.toThrow(/^The import ended early: its thread stopped with exit code \d\.$/);
    await expect(imported(ROWS)).resolves.toMatchObject({ latest: 1e9 + ROWS - 1 });
  });

  it('end when the embedded AWS stops', async () => {
    const reading = imported(ROWS);
    stop.abort();
    await refused(reading, 'AbortError');
    await refused(imported(ROWS), 'AbortError');
  });
});
