import { AwsError } from '../../aws-error';
import { logsAction, onGroup } from './logs-action';
import { NAMED_LOG_STREAM } from './logs-shapes';

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
