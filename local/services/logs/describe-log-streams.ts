import { AwsError } from '../../aws-error';
import { byKey, pageOf } from '../../gateway/page';
import { logsAction, onGroup } from './logs-action';
import { CHOSEN_LOG_GROUP, LOG_STREAM_NAME, NEXT_TOKEN } from './logs-shapes';
import { streamTimes } from './stream-times';

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
        // AWS ended this number in 2019 and answers 0 ever since.
        storedBytes: 0,
      })),
      nextToken: page.nextToken,
    };
  },
});
