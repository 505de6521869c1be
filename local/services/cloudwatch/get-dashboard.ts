import { cloudWatchAction, onDashboards } from './cloudwatch-action';
import { DASHBOARD_NAME } from './cloudwatch-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetDashboard.html */
export const getDashboard = cloudWatchAction({
  input: { DashboardName: { ...DASHBOARD_NAME, required: true } },
  permissions: onDashboards('cloudwatch:GetDashboard'),
  run: ({ DashboardName }, store) => {
    const { arn, body, name } = store.mustFindDashboard(DashboardName);
    return { DashboardArn: arn, DashboardBody: body, DashboardName: name };
  },
});
