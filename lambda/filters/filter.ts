import { CreateFilterCommand, DeleteFilterCommand, DescribeFilterCommand } from '@aws-sdk/client-personalize';
import type { FilterProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import type { Lifecycle } from '../shop/resources/lifecycle';
import { OwnedResource } from '../shop/resources/owned-resource';
import type { PersonalizeApi } from '../shop/resources/personalize-api';
import type { StackView } from '../shop/resources/stack-view';

/** A filter. It is ready when ACTIVE, so that the new filter serves before CloudFormation deletes the old one. */
export function filter(
  client: PersonalizeApi,
  stack: StackView,
  now: () => number = Date.now,
): Lifecycle<FilterProperties> {
  return new OwnedResource(client, stack, now, {
    kind: 'filter',
    parentArn: ({ DatasetGroupArn }) => DatasetGroupArn,
    create: ({ Name, DatasetGroupArn, FilterExpression }, tags) =>
      client.send(
        new CreateFilterCommand({
          name: Name,
          datasetGroupArn: DatasetGroupArn,
          filterExpression: FilterExpression,
          tags,
        }),
      ),
    async describe(filterArn) {
      const { filter } = await client.send(new DescribeFilterCommand({ filterArn }));
      return {
        status: filter?.status ?? '',
        failureReason: filter?.failureReason,
        createdMs: Number(filter?.creationDateTime ?? 0),
        fixed: { DatasetGroupArn: filter?.datasetGroupArn, FilterExpression: filter?.filterExpression },
      };
    },
    delete: (filterArn) => client.send(new DeleteFilterCommand({ filterArn })),
    isReady: (status) => status === 'ACTIVE',
  });
}
