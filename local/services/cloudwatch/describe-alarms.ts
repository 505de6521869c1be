import { pageOf } from '../../gateway/page';
import type { Alarm } from './alarm';
import { cloudWatchAction, onAlarms } from './cloudwatch-action';
import { ALARM_NAME, NEXT_TOKEN, STATE_VALUE } from './cloudwatch-shapes';

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
