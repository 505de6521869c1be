import { AwsError } from '../../aws-error';
import { byKey, pageOf } from '../../gateway/page';
import type { LogGroup } from './log-group';
import { logsAction, onGroup } from './logs-action';
import { NAMED_LOG_STREAM, CHOSEN_LOG_GROUP, LOG_STREAM_NAME, NEXT_TOKEN } from './logs-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html */
export const createLogStream = logsAction({
  input: NAMED_LOG_STREAM,
  permissions: onGroup('logs:CreateLogStream'),
  run: ({ logGroupName, logStreamName: name }, store) => {
    const group = store.mustGet(logGroupName);
    if (group.streams.has(name))
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
    const stream = { name, arn: `${group.arn}:log-stream:${name}`, createdMs: store.now() };
    store.put({ ...group, streams: new Map(group.streams).set(name, stream) });
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const describeLogStreams = logsAction({
  input: {
    ...CHOSEN_LOG_GROUP,
    logStreamNamePrefix: LOG_STREAM_NAME,
    orderBy: { type: 'string', enum: ['LogStreamName', 'LastEventTime'] },
    descending: { type: 'boolean' },
    limit: { type: 'integer', min: 1, max: 50 },
    nextToken: NEXT_TOKEN,
  },
  permissions: onGroup('logs:DescribeLogStreams'),
  run: (input, store) => {
    const {
      logStreamNamePrefix,
      orderBy = 'LogStreamName',
      descending = false,
      limit = 50,
      nextToken: token,
    } = input;
    if (orderBy === 'LastEventTime' && logStreamNamePrefix !== undefined)
      throw new AwsError(
        'InvalidParameterException',
        'Cannot order by LastEventTime with a logStreamNamePrefix.',
      );
    const group = store.mustGetChosen(input);
    const times = streamTimes(group);
    const keyOf = ({ name }: { name: string }): string =>
      orderBy === 'LogStreamName'
        ? name
        : `${String(times.get(name)?.lastEventTimestamp ?? 0).padStart(20, '0')} ${name}`;
    const found = [...group.streams.values()]
      .filter(({ name }) => name.startsWith(logStreamNamePrefix ?? ''))
      .sort(byKey(keyOf));
    if (descending) found.reverse();
    const page = pageOf(found, keyOf, { size: limit, token, descending }, 'InvalidParameterException');
    return {
      logStreams: page.items.map(({ name, arn, createdMs }) => ({
        logStreamName: name,
        arn,
        creationTime: createdMs,
        ...times.get(name),
        // AWS has always returned 0 since 2019.
        storedBytes: 0,
      })),
      nextToken: page.nextToken,
    };
  },
});

/** Times of a stream with events, in milliseconds since the Unix epoch. */
export interface StreamTimes {
  readonly firstEventTimestamp: number;
  readonly lastEventTimestamp: number;
  readonly lastIngestionTime: number;
}

/** Times of a group's streams, by name; without empty streams. */
function streamTimes({ events }: Pick<LogGroup, 'events'>): ReadonlyMap<string, StreamTimes> {
  const times = new Map<string, StreamTimes>();
  for (const { stream, timestamp, ingestionTime } of events) {
    const before = times.get(stream);
    times.set(stream, {
      firstEventTimestamp: before?.firstEventTimestamp ?? timestamp,
      lastEventTimestamp: timestamp,
      lastIngestionTime: Math.max(before?.lastIngestionTime ?? 0, ingestionTime),
    });
  }
  return times;
}
