import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import type { Alarm } from './alarm';
import { cloudWatchAction, onAlarms } from './cloudwatch-action';
import { ALARM_NAME, NEXT_TOKEN, STATE_VALUE } from './cloudwatch-shapes';

/** All or none: one unknown alarm fails the request. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html */
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

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export const describeAlarms = cloudWatchAction({
  input: {
    AlarmNames: { type: 'list', max: 100, of: ALARM_NAME },
    AlarmNamePrefix: ALARM_NAME,
    AlarmTypes: { type: 'list', of: { type: 'string', enum: ['MetricAlarm', 'CompositeAlarm'] } },
    StateValue: STATE_VALUE,
    MaxRecords: { type: 'integer', min: 1, max: 100 },
    NextToken: NEXT_TOKEN,
  },
  permissions: onAlarms('cloudwatch:DescribeAlarms'),
  run: (input, { alarms }) => {
    const { AlarmNames, AlarmNamePrefix = '', AlarmTypes = ['MetricAlarm'], StateValue } = input;
    const { MaxRecords: size = 50, NextToken: token } = input;
    const asked = alarms
      .list()
      .filter(
        ({ definition: { AlarmName }, state }) =>
          (AlarmNames?.includes(AlarmName) ?? true) &&
          AlarmName.startsWith(AlarmNamePrefix) &&
          AlarmTypes.includes('MetricAlarm') &&
          (StateValue === undefined || StateValue === state.value),
      );
    const { items, nextToken } = pageOf(
      asked,
      ({ definition }) => definition.AlarmName,
      { size, token },
      'InvalidNextToken',
    );
    return { MetricAlarms: items.map(described), CompositeAlarms: [], NextToken: nextToken };
  },
});

const described = ({ arn, definition, configuredMs, state }: Alarm): object => ({
  ActionsEnabled: true,
  OKActions: [],
  AlarmActions: [],
  InsufficientDataActions: [],
  Dimensions: [],
  ...definition,
  AlarmArn: arn,
  AlarmConfigurationUpdatedTimestamp: configuredMs / 1_000,
  StateValue: state.value,
  StateReason: state.reason,
  StateUpdatedTimestamp: state.atMs / 1_000,
  StateTransitionedTimestamp: state.atMs / 1_000,
});

/** Holds until the next evaluation. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html */
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

/** Takes effect at the next state change. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_EnableAlarmActions.html */
export const enableAlarmActions = cloudWatchAction({
  input: { AlarmNames: { type: 'list', required: true, max: 100, of: ALARM_NAME } },
  permissions: onAlarms('cloudwatch:EnableAlarmActions'),
  run: ({ AlarmNames }, { alarms }) => {
    for (const name of AlarmNames) alarms.setActionsEnabled(name, true);
    return {};
  },
});

/** States change without notifications. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DisableAlarmActions.html */
export const disableAlarmActions = cloudWatchAction({
  input: { AlarmNames: { type: 'list', required: true, max: 100, of: ALARM_NAME } },
  permissions: onAlarms('cloudwatch:DisableAlarmActions'),
  run: ({ AlarmNames }, { alarms }) => {
    for (const name of AlarmNames) alarms.setActionsEnabled(name, false);
    return {};
  },
});
