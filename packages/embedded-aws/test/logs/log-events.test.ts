import {
  CloudWatchLogs,
  paginateFilterLogEvents,
  paginateGetLogEvents,
  type FilterLogEventsCommandInput,
  type GetLogEventsCommandInput,
  type InputLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import { refused } from '../support/refused';
import { awsForEach } from '../support/test-aws';

const HOUR_MS = 60 * 60 * 1_000;
const logGroupName = '/aws/lambda/example';
const STREAM = '2026/11/24/[$LATEST]one';
const OTHER = '2026/11/24/[$LATEST]other';

const aws = awsForEach();
const client = aws.client(CloudWatchLogs);
let now: number;

beforeEach(async () => {
  now = Math.floor(aws.clock.now());
  await client.createLogGroup({ logGroupName });
  for (const logStreamName of [STREAM, OTHER]) await client.createLogStream({ logGroupName, logStreamName });
});

const put = (logEvents: InputLogEvent[], logStreamName = STREAM) =>
  client.putLogEvents({ logGroupName, logStreamName, logEvents });

/** One event per millisecond, starting at `now`. */
const putMessages = (messages: string[], logStreamName = STREAM, from = now): Promise<unknown> =>
  put(
    messages.map((message, at) => ({ timestamp: from + at, message })),
    logStreamName,
  );

async function get(input: Partial<GetLogEventsCommandInput>) {
  const request = { logGroupName, logStreamName: STREAM, ...input };
  const { events, nextForwardToken, nextBackwardToken } = await client.getLogEvents(request);
  const messages = events!.map(({ message }) => message);
  return { messages, forward: nextForwardToken!, backward: nextBackwardToken! };
}

async function filter(input: FilterLogEventsCommandInput): Promise<(string | undefined)[]> {
  const { events } = await client.filterLogEvents({ logGroupName, ...input });
  return events!.map(({ message }) => message);
}

describe('PutLogEvents', () => {
  it('keeps events in the order of their times, and of their arrival where these agree', async () => {
    await put([{ timestamp: now, message: 'second' }]);
    await put([
      { timestamp: now - 1, message: 'first' },
      { timestamp: now, message: 'third' },
    ]);
    expect((await get({})).messages).toEqual(['first', 'second', 'third']);
  });

  it('leaves out what is too old, expired or too new, and says where', async () => {
    await client.putRetentionPolicy({ logGroupName, retentionInDays: 7 });
    const ages = [15 * 24, 8 * 24, 1, 0, -3];
    const { rejectedLogEventsInfo } = await put(
      ages.map((hours) => ({ timestamp: now - hours * HOUR_MS, message: `${hours} hours` })),
    );
    expect(rejectedLogEventsInfo).toEqual({
      tooOldLogEventEndIndex: 1,
      expiredLogEventEndIndex: 2,
      tooNewLogEventStartIndex: 4,
    });
    expect((await get({})).messages).toEqual(['1 hours', '0 hours']);
  });

  it('drops the oldest events of a group that holds more than 8 MiB, until 7 are left (LOGS-3)', async () => {
    const message = 'x'.repeat(1024 * 1024 - 26);
    for (let at = 0; at < 8; at++) await put([{ timestamp: now + at, message }]);
    await put([{ timestamp: now + 8, message: 'newest' }], OTHER);
    const { events } = await client.filterLogEvents({ logGroupName });
    expect(events!.map(({ timestamp }) => timestamp! - now)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  const at = (hours: number, message = 'm') => ({ timestamp: now + hours * HOUR_MS, message });
  it.each<[string, () => InputLogEvent[], RegExp]>([
    ['too long', () => [at(-25), at(0)], /24 hours/],
    ['too large', () => [at(0, 'é'.repeat(512 * 1024))], /1048602 bytes exceeds limit of 1048576/],
    ['empty', () => [], /logEvents/],
  ])('fails for a batch that is %s', async (_what, events, message) => {
    await refused(put(events()), 'InvalidParameterException', message);
    expect((await get({})).messages).toEqual([]);
  });
});

describe('GetLogEvents', () => {
  beforeEach(() => putMessages(['0', '1', '2', '3', '4']));

  it('begins at the end of the stream, at its head, or at a start time, and leaves out an end time', async () => {
    expect((await get({ limit: 2 })).messages).toEqual(['3', '4']);
    expect((await get({ limit: 2, startFromHead: true })).messages).toEqual(['0', '1']);
    expect((await get({ startTime: now + 1, endTime: now + 3 })).messages).toEqual(['1', '2']);
    await refused(get({ nextToken: 'f/12' }), 'InvalidParameterException');
  });

  it('goes forward page by page, until the token stays the same', async () => {
    const pages = [];
    for await (const { events = [] } of paginateGetLogEvents(
      { client, stopOnSameToken: true },
      { logGroupName, logStreamName: STREAM, limit: 2, startFromHead: true },
    ))
      pages.push(events.map(({ message }) => message));
    expect(pages).toEqual([['0', '1'], ['2', '3'], ['4'], []]);
  });

  it('goes backward, and turns round without losing an event', async () => {
    const last = await get({ limit: 2 });
    const middle = await get({ limit: 2, nextToken: last.backward });
    expect(middle.messages).toEqual(['1', '2']);
    expect((await get({ nextToken: middle.forward })).messages).toEqual(['3', '4']);
    const end = await get({ nextToken: last.forward });
    expect(end).toEqual({ messages: [], forward: last.forward, backward: expect.any(String) as string });
    expect((await get({ limit: 1, nextToken: end.backward })).messages).toEqual(['4']);
  });

  it('sees with a token of the end what came since, also in a stream that was empty', async () => {
    for (const [logStreamName, from] of [
      [STREAM, now + 5],
      [OTHER, now],
    ] as const) {
      const { forward } = await get({ logStreamName });
      await putMessages(['new'], logStreamName, from);
      expect((await get({ logStreamName, nextToken: forward })).messages).toEqual(['new']);
    }
  });
});

describe('FilterLogEvents', () => {
  beforeEach(async () => {
    await putMessages(['START', 'ERROR in training', 'END']);
    await putMessages(['WARN slow', '{"level":"ERROR","code":"E-1"}'], OTHER, now + 1);
  });

  it('puts the events of all streams into one order, page by page, and says of each what it is', async () => {
    const pages = [];
    for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName, limit: 3 }))
      pages.push(events);
    expect(pages.map((events) => events.map(({ message }) => message))).toEqual([
      ['START', 'ERROR in training', 'WARN slow'],
      ['END', '{"level":"ERROR","code":"E-1"}'],
    ]);
    expect(pages[0][0]).toEqual({
      logStreamName: STREAM,
      timestamp: now,
      message: 'START',
      ingestionTime: expect.any(Number) as number,
      eventId: expect.stringMatching(/^\d{56}$/) as string,
    });
  });

  it('chooses by a pattern, by stream, by the beginning of its name, and by time with both ends', async () => {
    expect(await filter({ filterPattern: 'ERROR -training' })).toEqual(['{"level":"ERROR","code":"E-1"}']);
    expect(await filter({ logStreamNames: [OTHER], limit: 1 })).toEqual(['WARN slow']);
    expect(await filter({ logStreamNamePrefix: `${STREAM.slice(0, -1)}`, limit: 1 })).toEqual(['START']);
    expect(await filter({ startTime: now + 1, endTime: now + 1 })).toEqual([
      'ERROR in training',
      'WARN slow',
    ]);
  });

  it('fails for streams that are not there, two ways to name streams, and patterns that are not built', async () => {
    await refused(filter({ logStreamNames: ['absent'] }), 'ResourceNotFoundException');
    await expect(filter({ logStreamNames: [OTHER], logStreamNamePrefix: 'a' })).rejects.toThrow(/same time/);
    await refused(filter({ filterPattern: '[level]' }), 'InvalidParameterException', 'space-delimited');
  });
});
