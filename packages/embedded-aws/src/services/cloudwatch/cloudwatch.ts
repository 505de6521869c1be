import { onMember } from '../../authorization/permission';
import { TAG_LIST } from '../../tags';
import { TAG_KEYS, tagActions } from '../tag-actions';
import { cloudWatchAction } from './cloudwatch-action';
import { RESOURCE_ARN } from './cloudwatch-shapes';
import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { CLOUDWATCH_MESSAGE_KEY } from './cloudwatch-message-key';
import { CloudWatchStore } from './cloudwatch-store';
import {
  deleteAlarms,
  describeAlarms,
  disableAlarmActions,
  enableAlarmActions,
  setAlarmState,
} from './alarm-operations';
import { deleteDashboards, getDashboard, listDashboards, putDashboard } from './dashboards';
import { getMetricData } from './get-metric-data';
import { getMetricStatistics } from './get-metric-statistics';
import { listMetrics } from './list-metrics';
import { putMetricAlarm } from './put-metric-alarm';
import { putMetricData } from './put-metric-data';

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html */
const TAG_ACTIONS = tagActions(cloudWatchAction, {
  resource: { ResourceARN: RESOURCE_ARN },
  permission: (operation) => onMember(`cloudwatch:${operation}`, 'ResourceARN'),
  tags: { Tags: { ...TAG_LIST, required: true } },
  keys: { TagKeys: TAG_KEYS },
  answer: {},
  get: ({ ResourceARN }, store) => store.tagsOf(ResourceARN),
  set: ({ ResourceARN }, tags, store) => store.setTags(ResourceARN, tags),
});

/** Amazon CloudWatch: metrics by the minute, alarms and dashboards. */
export const cloudWatchDefinition: ServiceDefinition<CloudWatchStore> = {
  scope: 'region',
  createStore: (platform) => new CloudWatchStore(platform),
  apis: {
    monitoring: jsonService({
      messageKey: CLOUDWATCH_MESSAGE_KEY,
      version: '1.0',
      target: 'GraniteServiceVersion20100801',
      invalidInput: 'ValidationError',
      actions: {
        ...TAG_ACTIONS,
        DeleteAlarms: deleteAlarms,
        DeleteDashboards: deleteDashboards,
        DescribeAlarms: describeAlarms,
        DisableAlarmActions: disableAlarmActions,
        EnableAlarmActions: enableAlarmActions,
        GetDashboard: getDashboard,
        GetMetricData: getMetricData,
        GetMetricStatistics: getMetricStatistics,
        ListDashboards: listDashboards,
        ListMetrics: listMetrics,
        PutDashboard: putDashboard,
        PutMetricAlarm: putMetricAlarm,
        PutMetricData: putMetricData,
        SetAlarmState: setAlarmState,
      },
    }),
  },
  inventory: (store) => [
    ...store.alarms
      .list()
      .map(({ definition }) => ({ type: 'AWS::CloudWatch::Alarm', id: definition.AlarmName })),
    ...store.dashboards().map(({ name }) => ({ type: 'AWS::CloudWatch::Dashboard', id: name })),
  ],
};
