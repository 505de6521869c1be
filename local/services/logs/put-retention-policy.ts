import { AwsError } from '../../aws-error';
import { logsAction, onGroup } from './logs-action';
import { NAMED_LOG_GROUP } from './logs-shapes';

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
