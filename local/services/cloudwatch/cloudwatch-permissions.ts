import { onAnything, onMember } from '../../authorization/needs';
import type { Permission, Permissions } from '../../authorization/permission';
import type { CloudWatchStore } from './cloudwatch-store';

interface CloudWatchInput {
  readonly Namespace?: string;
  readonly AlarmName?: string;
  readonly AlarmNames?: readonly string[];
  readonly DashboardName?: string;
  readonly DashboardNames?: readonly string[];
  readonly Tags?: readonly object[];
}

const onAlarms =
  (action: string): Permission<CloudWatchStore> =>
  ({ AlarmName, AlarmNames, Tags = [] }: CloudWatchInput, { alarms }) => {
    const names = AlarmNames ?? [AlarmName ?? '*'];
    const resources = names.map((name) => alarms.arnOf(name));
    return [
      { action, resources },
      ...(Tags.length > 0 ? [{ action: 'cloudwatch:TagResource', resources }] : []),
    ];
  };

const onDashboards =
  (action: string): Permission<CloudWatchStore> =>
  ({ DashboardName, DashboardNames, Tags = [] }: CloudWatchInput, store) => {
    const names = DashboardNames ?? [DashboardName ?? '*'];
    const resources = names.map((name) => store.dashboardArn(name));
    return [
      { action, resources },
      ...(Tags.length > 0 ? [{ action: 'cloudwatch:TagResource', resources }] : []),
    ];
  };

/**
 * What CloudWatch's operations need.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
 */
export const CLOUDWATCH_PERMISSIONS: Permissions<CloudWatchStore> = {
  DeleteAlarms: onAlarms('cloudwatch:DeleteAlarms'),
  DeleteDashboards: onDashboards('cloudwatch:DeleteDashboards'),
  DescribeAlarms: onAlarms('cloudwatch:DescribeAlarms'),
  DisableAlarmActions: onAlarms('cloudwatch:DisableAlarmActions'),
  EnableAlarmActions: onAlarms('cloudwatch:EnableAlarmActions'),
  GetDashboard: onDashboards('cloudwatch:GetDashboard'),
  GetMetricData: onAnything('cloudwatch:GetMetricData'),
  GetMetricStatistics: onAnything('cloudwatch:GetMetricStatistics'),
  ListDashboards: onAnything('cloudwatch:ListDashboards'),
  ListMetrics: onAnything('cloudwatch:ListMetrics'),
  ListTagsForResource: onMember('cloudwatch:ListTagsForResource', 'ResourceARN'),
  PutDashboard: onDashboards('cloudwatch:PutDashboard'),
  PutMetricAlarm: onAlarms('cloudwatch:PutMetricAlarm'),
  PutMetricData: ({ Namespace = '' }: CloudWatchInput) => [
    {
      action: 'cloudwatch:PutMetricData',
      resources: ['*'],
      context: { 'cloudwatch:namespace': Namespace },
    },
  ],
  SetAlarmState: onAlarms('cloudwatch:SetAlarmState'),
  TagResource: onMember('cloudwatch:TagResource', 'ResourceARN'),
  UntagResource: onMember('cloudwatch:UntagResource', 'ResourceARN'),
};
