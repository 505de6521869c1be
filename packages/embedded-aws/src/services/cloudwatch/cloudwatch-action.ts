import type { Need, Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { CloudWatchStore } from './cloudwatch-store';

/** An operation of CloudWatch. */
export const cloudWatchAction = actionOf<CloudWatchStore>();

interface Tagged {
  readonly Tags?: readonly object[];
}

const withTags = (action: string, resources: readonly string[], { Tags = [] }: Tagged): Need[] => [
  { action, resources },
  ...(Tags.length > 0 ? [{ action: 'cloudwatch:TagResource', resources }] : []),
];

/**
 * Permission for an action on alarms; on all if none is named.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
 */
export const onAlarms =
  (
    action: string,
  ): Permission<
    Tagged & { readonly AlarmName?: string; readonly AlarmNames?: readonly string[] },
    CloudWatchStore
  > =>
  ({ AlarmName = '*', AlarmNames = [AlarmName], ...input }, { alarms }) =>
    withTags(
      action,
      AlarmNames.map((name) => alarms.arnOf(name)),
      input,
    );

/** Permission for an action on dashboards. */
export const onDashboards =
  (
    action: string,
  ): Permission<
    Tagged & { readonly DashboardName?: string; readonly DashboardNames?: readonly string[] },
    CloudWatchStore
  > =>
  ({ DashboardName = '*', DashboardNames = [DashboardName], ...input }, store) =>
    withTags(
      action,
      DashboardNames.map((name) => store.dashboardArn(name)),
      input,
    );
