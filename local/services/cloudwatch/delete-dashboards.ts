import { cloudWatchAction, onDashboards } from './cloudwatch-action';
import { DASHBOARD_NAME } from './cloudwatch-shapes';

/** All or, where one does not exist, none. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteDashboards.html */
export const deleteDashboards = cloudWatchAction({
  input: { DashboardNames: { type: 'list', required: true, of: DASHBOARD_NAME } },
  permissions: onDashboards('cloudwatch:DeleteDashboards'),
  run: ({ DashboardNames }, store) => {
    for (const name of DashboardNames) store.mustFindDashboard(name);
    for (const name of DashboardNames) store.deleteDashboard(name);
    return {};
  },
});
