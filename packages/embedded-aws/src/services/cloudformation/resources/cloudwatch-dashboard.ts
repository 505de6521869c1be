import { TAG_LIST } from '../../../tags';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-dashboard.html */
export const cloudWatchDashboard = resourceType({
  properties: {
    DashboardName: { type: 'string' },
    DashboardBody: { type: 'string', required: true },
    Tags: TAG_LIST,
  },
  createOnly: ['DashboardName'],
  create: async (properties, { aws, newName }) => {
    const DashboardName = properties.DashboardName ?? newName({ maxLength: 255 });
    await aws('monitoring', 'PutDashboard', { ...properties, DashboardName });
    return { physicalId: DashboardName };
  },
  // PutDashboard replaces all tags.
  update: async ({ Tags = [], ...properties }, { aws, physicalId: DashboardName }) => {
    await aws('monitoring', 'PutDashboard', { ...properties, DashboardName, Tags });
  },
  remove: (DashboardName, { aws }) =>
    unlessGone(aws('monitoring', 'DeleteDashboards', { DashboardNames: [DashboardName] })),
});
