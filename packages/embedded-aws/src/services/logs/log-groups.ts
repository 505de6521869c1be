import { onAnything } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import { requireUsableKey } from './log-group-key';
import { groupNeed, logsAction, onGroup } from './logs-action';
import {
  KMS_KEY_ID,
  NAMED_LOG_GROUP,
  TAGS,
  LOG_GROUP_IDENTIFIER,
  LOG_GROUP_NAME,
  NEXT_TOKEN,
} from './logs-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const createLogGroup = logsAction({
  input: {
    ...NAMED_LOG_GROUP,
    tags: TAGS,
    kmsKeyId: KMS_KEY_ID,
    logGroupClass: { type: 'string', subset: ['STANDARD'] },
  },
  permissions: (input, store) => [
    groupNeed('logs:CreateLogGroup', input, store),
    ...(input.tags === undefined ? [] : [groupNeed('logs:TagResource', input, store)]),
  ],
  run: async ({ logGroupName, tags = {}, kmsKeyId }, store) => {
    if (kmsKeyId !== undefined) await requireUsableKey(kmsKeyId, store.arnOf(logGroupName), store);
    store.create(logGroupName, tags, kmsKeyId);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html */
export const deleteLogGroup = logsAction({
  input: NAMED_LOG_GROUP,
  permissions: onGroup('logs:DeleteLogGroup'),
  run: ({ logGroupName }, store) => {
    store.delete(logGroupName);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const describeLogGroups = logsAction({
  input: {
    logGroupNamePrefix: LOG_GROUP_NAME,
    logGroupNamePattern: { ...LOG_GROUP_NAME, min: 0, pattern: /[.\-_/#A-Za-z0-9]*/ },
    logGroupIdentifiers: { type: 'list', min: 1, max: 50, of: LOG_GROUP_IDENTIFIER },
    logGroupClass: { type: 'string', subset: ['STANDARD'] },
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
      logGroups: page.items.map(({ name, arn, createdMs, retentionInDays, kmsKeyId, bytes }) => ({
        logGroupName: name,
        logGroupArn: arn,
        arn: `${arn}:*`,
        creationTime: createdMs,
        retentionInDays,
        kmsKeyId,
        metricFilterCount: 0,
        storedBytes: bytes,
        logGroupClass: 'STANDARD',
      })),
      nextToken: page.nextToken,
    };
  },
});

const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const putRetentionPolicy = logsAction({
  input: { ...NAMED_LOG_GROUP, retentionInDays: { type: 'integer', required: true } },
  permissions: onGroup('logs:PutRetentionPolicy'),
  run: ({ logGroupName, retentionInDays }, store) => {
    const group = store.mustGet(logGroupName);
    if (!RETENTIONS.includes(retentionInDays))
      throw new AwsError(
        'InvalidParameterException',
        `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy ` +
          `constraint: Member must satisfy enum value set: [${RETENTIONS.join(', ')}]`,
      );
    store.put({ ...group, retentionInDays });
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html */
export const deleteRetentionPolicy = logsAction({
  input: NAMED_LOG_GROUP,
  permissions: onGroup('logs:DeleteRetentionPolicy'),
  run: ({ logGroupName }, store) => {
    store.put({ ...store.mustGet(logGroupName), retentionInDays: undefined });
    return undefined;
  },
});
