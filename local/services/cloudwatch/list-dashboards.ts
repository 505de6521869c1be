import { onAnything } from '../../authorization/permission';
import { pageOf } from '../../gateway/page';
import { cloudWatchAction } from './cloudwatch-action';
import { DASHBOARD_NAME, NEXT_TOKEN } from './cloudwatch-shapes';

const PAGE_SIZE = 1_000;

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListDashboards.html */
export const listDashboards = cloudWatchAction({
  input: { DashboardNamePrefix: DASHBOARD_NAME, NextToken: NEXT_TOKEN },
  permissions: onAnything('cloudwatch:ListDashboards'),
  run: ({ DashboardNamePrefix = '', NextToken }, store) => {
    const asked = store.dashboards().filter(({ name }) => name.startsWith(DashboardNamePrefix));
    const { items, nextToken } = pageOf(asked, ({ name }) => name, { size: PAGE_SIZE, token: NextToken });
    const DashboardEntries = items.map(({ name, arn, body, lastModified }) => ({
      DashboardName: name,
      DashboardArn: arn,
      LastModified: lastModified,
      Size: Buffer.byteLength(body),
    }));
    return { DashboardEntries, NextToken: nextToken };
  },
});
