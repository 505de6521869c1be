import { onAnything } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import { bytesOfAll } from './bytes-of';
import { logsAction } from './logs-action';
import { LOG_GROUP_IDENTIFIER, LOG_GROUP_NAME, NEXT_TOKEN } from './logs-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const describeLogGroups = logsAction({
  input: {
    logGroupNamePrefix: LOG_GROUP_NAME,
    logGroupNamePattern: { ...LOG_GROUP_NAME, min: 0, pattern: /[.\-_/#A-Za-z0-9]*/ },
    logGroupIdentifiers: { type: 'list', min: 1, max: 50, of: LOG_GROUP_IDENTIFIER },
    logGroupClass: { type: 'string', enum: ['STANDARD'] },
    limit: { type: 'integer', min: 1, max: 50 },
    nextToken: NEXT_TOKEN,
  },
  permissions: onAnything('logs:DescribeLogGroups'),
  run: (
    { logGroupNamePrefix, logGroupNamePattern, logGroupIdentifiers, limit = 50, nextToken: token },
    store,
  ) => {
    if (logGroupNamePrefix !== undefined && logGroupNamePattern !== undefined)
      throw new AwsError(
        'InvalidParameterException',
        'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      );
    const named = logGroupIdentifiers && new Set(logGroupIdentifiers.map((one) => store.mustGet(one).name));
    const found = store
      .list()
      .filter(({ name }) => name.startsWith(logGroupNamePrefix ?? ''))
      .filter(({ name }) => name.includes(logGroupNamePattern ?? ''))
      .filter(({ name }) => !named || named.has(name));
    const page = pageOf(found, ({ name }) => name, { size: limit, token }, 'InvalidParameterException');
    return {
      logGroups: page.items.map(({ name, arn, createdMs, retentionInDays, events }) => ({
        logGroupName: name,
        logGroupArn: arn,
        arn: `${arn}:*`,
        creationTime: createdMs,
        retentionInDays,
        metricFilterCount: 0,
        storedBytes: bytesOfAll(events),
        logGroupClass: 'STANDARD',
      })),
      nextToken: page.nextToken,
    };
  },
});
