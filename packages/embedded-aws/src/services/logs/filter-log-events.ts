import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import { logsAction, onGroup } from './logs-action';
import { CHOSEN_LOG_GROUP, LOG_STREAM_NAME, NEXT_TOKEN, TIMESTAMP, UNMASK } from './logs-shapes';
import { parseFilterPattern } from './parse-filter-pattern';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export const filterLogEvents = logsAction({
  input: {
    ...CHOSEN_LOG_GROUP,
    logStreamNames: { type: 'list', min: 1, max: 100, of: LOG_STREAM_NAME },
    logStreamNamePrefix: LOG_STREAM_NAME,
    startTime: TIMESTAMP,
    endTime: TIMESTAMP,
    filterPattern: { type: 'string', max: 1024 },
    limit: { type: 'integer', min: 1, max: 10_000 },
    nextToken: NEXT_TOKEN,
    // Always treated as true since 2019.
    interleaved: { type: 'boolean' },
    unmask: UNMASK,
  },
  permissions: onGroup('logs:FilterLogEvents'),
  run: (input, store) => {
    const {
      logStreamNames,
      logStreamNamePrefix,
      startTime = 0,
      endTime = Infinity,
      filterPattern = '',
    } = input;
    if (logStreamNames && logStreamNamePrefix !== undefined)
      throw new AwsError(
        'InvalidParameterException',
        'logStreamNamePrefix and logStreamNames cannot be given at the same time',
      );
    const group = store.mustGetChosen(input);
    const names =
      logStreamNames && new Set(logStreamNames.map((name) => store.mustGetStream(group, name).name));
    const matches = parseFilterPattern(filterPattern);
    const found = group.events.filter(
      ({ stream, timestamp, message }) =>
        (names?.has(stream) ?? stream.startsWith(logStreamNamePrefix ?? '')) &&
        timestamp >= startTime &&
        timestamp <= endTime &&
        matches(message),
    );
    const request = { size: input.limit ?? 10_000, token: input.nextToken };
    const { items, nextToken } = pageOf(found, ({ id }) => id, request, 'InvalidParameterException');
    return {
      events: items.map(({ id, stream, timestamp, message, ingestionTime }) => ({
        logStreamName: stream,
        timestamp,
        message,
        ingestionTime,
        eventId: id,
      })),
      // Always empty since 2020.
      searchedLogStreams: [],
      nextToken,
    };
  },
});
