import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { CloudWatchStore } from './cloudwatch-store';
import { deleteAlarms } from './delete-alarms';
import { deleteDashboards } from './delete-dashboards';
import { describeAlarms } from './describe-alarms';
import { disableAlarmActions } from './disable-alarm-actions';
import { enableAlarmActions } from './enable-alarm-actions';
import { getDashboard } from './get-dashboard';
import { getMetricData } from './get-metric-data';
import { getMetricStatistics } from './get-metric-statistics';
import { listDashboards } from './list-dashboards';
import { listMetrics } from './list-metrics';
import { listTagsForResource } from './list-tags-for-resource';
import { putDashboard } from './put-dashboard';
import { putMetricAlarm } from './put-metric-alarm';
import { putMetricData } from './put-metric-data';
import { setAlarmState } from './set-alarm-state';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';

/** Amazon CloudWatch: metrics by the minute, alarms on them, and dashboards. */
export const cloudWatchDefinition: ServiceDefinition<CloudWatchStore> = {
  scope: 'region',
  createStore: (platform) => new CloudWatchStore(platform),
  apis: {
    monitoring: jsonService({
      version: '1.0',
      target: 'GraniteServiceVersion20100801',
      invalidInput: 'ValidationError',
      actions: {
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
        ListTagsForResource: listTagsForResource,
        PutDashboard: putDashboard,
        PutMetricAlarm: putMetricAlarm,
        PutMetricData: putMetricData,
        SetAlarmState: setAlarmState,
        TagResource: tagResource,
        UntagResource: untagResource,
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
