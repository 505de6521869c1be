import { cloudWatchAction, onAlarms } from './cloudwatch-action';
import { ALARM_NAME } from './cloudwatch-shapes';

/** From the next change of state on. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_EnableAlarmActions.html */
export const enableAlarmActions = cloudWatchAction({
  input: { AlarmNames: { type: 'list', required: true, max: 100, of: ALARM_NAME } },
  permissions: onAlarms('cloudwatch:EnableAlarmActions'),
  run: ({ AlarmNames }, { alarms }) => {
    for (const name of AlarmNames) alarms.setActionsEnabled(name, true);
    return {};
  },
});
