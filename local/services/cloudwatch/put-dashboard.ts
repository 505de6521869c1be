import { AwsError } from '../../aws-error';
import { parseBoundedJson } from '../../bounded-json';
import { TAG_LIST } from '../../tags';
import { cloudWatchAction, onDashboards } from './cloudwatch-action';
import { DASHBOARD_NAME } from './cloudwatch-shapes';

/** What the body shows is not checked beyond its form. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
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
