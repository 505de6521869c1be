import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-subscriptionfilter.html */
export const logsSubscriptionFilter = resourceType({
  properties: {
    DestinationArn: { type: 'string', required: true },
    Distribution: { type: 'string' },
    FilterName: { type: 'string', max: 512 },
    FilterPattern: { type: 'string', required: true, max: 1024 },
    LogGroupName: { type: 'string', required: true },
  },
  createOnly: ['FilterName', 'LogGroupName'],
  create: async ({ FilterName, ...properties }, { aws, newName }) => {
    const filterName = FilterName ?? newName({ maxLength: 512 });
    await aws('logs', 'PutSubscriptionFilter', filterInput(filterName, properties));
    return { physicalId: filterName };
  },
  update: async (properties, { aws, physicalId }) => {
    await aws('logs', 'PutSubscriptionFilter', filterInput(physicalId, properties));
  },
  remove: (filterName, { aws, properties: { LogGroupName: logGroupName } }) =>
    unlessGone(aws('logs', 'DeleteSubscriptionFilter', { logGroupName, filterName })),
});

interface Subscription {
  readonly DestinationArn: string;
  readonly Distribution?: string;
  readonly FilterPattern: string;
  readonly LogGroupName: string;
}

const filterInput = (filterName: string, { Distribution, ...given }: Subscription): object => ({
  filterName,
  logGroupName: given.LogGroupName,
  filterPattern: given.FilterPattern,
  destinationArn: given.DestinationArn,
  ...(Distribution !== undefined && { distribution: Distribution }),
});
