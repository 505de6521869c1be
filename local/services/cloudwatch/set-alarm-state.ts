import { AwsError } from '../../aws-error';
import { cloudWatchAction, onAlarms } from './cloudwatch-action';
import { ALARM_NAME, STATE_VALUE } from './cloudwatch-shapes';

/** Until the alarm is judged again. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html */
export const setAlarmState = cloudWatchAction({
  input: {
    AlarmName: { ...ALARM_NAME, required: true },
    StateValue: { ...STATE_VALUE, required: true },
    StateReason: { type: 'string', required: true, max: 1023 },
    StateReasonData: { type: 'string', max: 4000 },
  },
  permissions: onAlarms('cloudwatch:SetAlarmState'),
  run: async ({ AlarmName, StateValue, StateReason }, { alarms }) => {
    const alarm = alarms.find(AlarmName);
    if (!alarm) throw new AwsError('ResourceNotFound', `Alarm ${AlarmName} does not exist`, 404);
    await alarms.enter(alarm, StateValue, StateReason);
    return {};
  },
});
