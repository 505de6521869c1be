import { onAnything } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { parseBoundedJson } from '../../bounded-json';
import { pageOf } from '../../gateway/page';
import { TAG_LIST } from '../../tags';
import { cloudWatchAction, onDashboards } from './cloudwatch-action';
import { DASHBOARD_NAME, NEXT_TOKEN } from './cloudwatch-shapes';

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetDashboard.html */
export const getDashboard = cloudWatchAction({
  input: { DashboardName: { ...DASHBOARD_NAME, required: true } },
  permissions: onDashboards('cloudwatch:GetDashboard'),
  run: ({ DashboardName }, store) => {
    const { arn, body, name } = store.mustFindDashboard(DashboardName);
    return { DashboardArn: arn, DashboardBody: body, DashboardName: name };
  },
});

/** Checks only the form of the body. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
export const putDashboard = cloudWatchAction({
  input: {
    DashboardName: { ...DASHBOARD_NAME, required: true },
    DashboardBody: { type: 'string', required: true },
    Tags: TAG_LIST,
  },
  permissions: onDashboards('cloudwatch:PutDashboard'),
  run: ({ DashboardName, DashboardBody, Tags }, store) => {
    const problem = problemOf(DashboardBody);
    if (problem !== undefined) throw new AwsError('InvalidParameterInput', problem);
    store.putDashboard(DashboardName, DashboardBody, Tags);
    return { DashboardValidationMessages: [] };
  },
});

const TYPES: readonly unknown[] = ['metric', 'text', 'log', 'alarm', 'explorer'];

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
function problemOf(body: string): string | undefined {
  let parsed: { readonly widgets?: unknown };
  try {
    parsed = parseBoundedJson(body) as { readonly widgets?: unknown };
  } catch (error) {
    return `The field DashboardBody must be a valid JSON object: ${(error as Error).message}`;
  }
  const { widgets } = parsed ?? {};
  if (!Array.isArray(widgets)) return 'The field DashboardBody must have a list of widgets';
  const wrong = (widgets as { readonly type?: unknown }[]).findIndex(
    (widget) => !TYPES.includes(widget?.type),
  );
  return wrong < 0 ? undefined : `/widgets/${wrong}/type: should be one of ${TYPES.join(', ')}`;
}

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

/** All or none: one unknown dashboard fails the request. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteDashboards.html */
export const deleteDashboards = cloudWatchAction({
  input: { DashboardNames: { type: 'list', required: true, of: DASHBOARD_NAME } },
  permissions: onDashboards('cloudwatch:DeleteDashboards'),
  run: ({ DashboardNames }, store) => {
    for (const name of DashboardNames) store.mustFindDashboard(name);
    for (const name of DashboardNames) store.deleteDashboard(name);
    return {};
  },
});
