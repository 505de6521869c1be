import { cloudWatchAction, onAlarms } from './cloudwatch-action';
import { ALARM_NAME } from './cloudwatch-shapes';

/** States change, and nobody is told. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DisableAlarmActions.html */
export const disableAlarmActions = cloudWatchAction({
  input: { AlarmNames: { type: 'list', required: true, max: 100, of: ALARM_NAME } },
  permissions: onAlarms('cloudwatch:DisableAlarmActions'),
  run: ({ AlarmNames }, { alarms }) => {
    for (const name of AlarmNames) alarms.setActionsEnabled(name, false);
    return {};
  },
});
