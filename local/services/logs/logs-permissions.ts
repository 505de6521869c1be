import { onAnything, onMember } from '../../authorization/needs';
import type { Need, Permission, Permissions } from '../../authorization/permission';
import type { LogsStore } from './logs-store';

interface LogsInput {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
  readonly logStreamName?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A log group's ARN ends with `:*` in policies: it stands for the group and its streams. */
function groupArn({ logGroupName, logGroupIdentifier = '' }: LogsInput, { platform }: LogsStore): string {
  const name = logGroupName ?? logGroupIdentifier;
  if (name.startsWith('arn:')) return name.replace(/:\*$/, '');
  return `arn:aws:logs:${platform.region}:${platform.accountId}:log-group:${name}`;
}

const groupNeed = (action: string, input: LogsInput, store: LogsStore): Need => ({
  action,
  resources: [`${groupArn(input, store)}:log-stream:`],
});

const onGroup =
  (action: string): Permission<LogsStore> =>
  (input: LogsInput, store) => [groupNeed(action, input, store)];

const onStream =
  (action: string): Permission<LogsStore> =>
  (input: LogsInput, store) => [
    { action, resources: [`${groupArn(input, store)}:log-stream:${input.logStreamName}`] },
  ];

/**
 * What CloudWatch Logs' operations need.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 */
export const LOGS_PERMISSIONS: Permissions<LogsStore> = {
  CreateLogGroup: (input: LogsInput, store) => [
    groupNeed('logs:CreateLogGroup', input, store),
    ...(input.tags === undefined ? [] : [groupNeed('logs:TagResource', input, store)]),
  ],
  CreateLogStream: onGroup('logs:CreateLogStream'),
  DeleteLogGroup: onGroup('logs:DeleteLogGroup'),
  DeleteLogStream: onStream('logs:DeleteLogStream'),
  DeleteRetentionPolicy: onGroup('logs:DeleteRetentionPolicy'),
  DescribeLogGroups: onAnything('logs:DescribeLogGroups'),
  DescribeLogStreams: onGroup('logs:DescribeLogStreams'),
  FilterLogEvents: onGroup('logs:FilterLogEvents'),
  GetLogEvents: onStream('logs:GetLogEvents'),
  ListTagsForResource: onMember('logs:ListTagsForResource', 'resourceArn'),
  PutLogEvents: onStream('logs:PutLogEvents'),
  PutRetentionPolicy: onGroup('logs:PutRetentionPolicy'),
  TagResource: onMember('logs:TagResource', 'resourceArn'),
  UntagResource: onMember('logs:UntagResource', 'resourceArn'),
};
