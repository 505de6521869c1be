import type { Need, Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import { parsePolicyDocument } from '../../policy-document';
import type { LogsStore } from './logs-store';

/** An operation of CloudWatch Logs. */
export const logsAction = actionOf<LogsStore>();

/** The resource policy that AWS puts on groups to which it delivers logs of services. */
const DELIVERY = parsePolicyDocument(
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Sid: 'AWSLogDeliveryWrite',
      Effect: 'Allow',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: '*',
    },
  }),
  'resource',
).document;

interface GroupInput {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
}

/** In policies, a log group's ARN ends with `:*`, for the group and its streams. */
function groupArn({ logGroupName, logGroupIdentifier = '' }: GroupInput, { platform }: LogsStore): string {
  const name = logGroupName ?? logGroupIdentifier;
  if (name.startsWith('arn:')) return name.replace(/:\*$/, '');
  return `arn:aws:logs:${platform.region}:${platform.accountId}:log-group:${name}`;
}

/** Permission for an action on a log group. */
export const groupNeed = (action: string, input: GroupInput, store: LogsStore): Need => ({
  action,
  resources: [`${groupArn(input, store)}:log-stream:`],
  resourcePolicy: DELIVERY,
});

/**
 * Permission for an action on a log group.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 */
export const onGroup =
  (action: string): Permission<GroupInput, LogsStore> =>
  (input, store) => [groupNeed(action, input, store)];

/** Permission for an action on a log stream. */
export const onStream =
  (action: string): Permission<GroupInput & { readonly logStreamName: string }, LogsStore> =>
  (input, store) => [
    {
      action,
      resources: [`${groupArn(input, store)}:log-stream:${input.logStreamName}`],
      resourcePolicy: DELIVERY,
    },
  ];
