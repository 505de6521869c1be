import { AwsError } from '../../aws-error';
import { cloudWatchAction, onAlarms } from './cloudwatch-action';
import { ALARM_NAME } from './cloudwatch-shapes';

/** All or, where one of several does not exist, none. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html */
export const deleteAlarms = cloudWatchAction({
  input: { AlarmNames: { type: 'list', required: true, max: 100, of: ALARM_NAME } },
  permissions: onAlarms('cloudwatch:DeleteAlarms'),
  run: ({ AlarmNames }, { alarms }) => {
    const missing = AlarmNames.find((name) => !alarms.find(name));
    if (missing !== undefined) throw new AwsError('ResourceNotFound', `Alarm ${missing} does not exist`, 404);
    for (const name of AlarmNames) alarms.delete(name);
    return {};
  },
});
