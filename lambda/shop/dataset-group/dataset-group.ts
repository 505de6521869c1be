import {
  CreateDatasetGroupCommand,
  DeleteDatasetGroupCommand,
  DescribeDatasetGroupCommand,
} from '@aws-sdk/client-personalize';
import type { DatasetGroupProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import type { IsAbandoned } from '../resources/abandonment';
import type { Lifecycle } from '../resources/lifecycle';
import { OwnedResource } from '../resources/owned-resource';
import type { PersonalizeApi } from '../resources/personalize-api';

/** An ECOMMERCE dataset group. Ready when ACTIVE, because datasets cannot be created earlier. */
export function datasetGroup(
  client: PersonalizeApi,
  isAbandoned: IsAbandoned,
  now: () => number = Date.now,
): Lifecycle<DatasetGroupProperties> {
  return new OwnedResource(client, isAbandoned, now, {
    kind: 'dataset-group',
    create: ({ Name, KmsKeyArn, RoleArn }, tags) =>
      client.send(
        new CreateDatasetGroupCommand({
          name: Name,
          domain: 'ECOMMERCE',
          kmsKeyArn: KmsKeyArn,
          roleArn: RoleArn,
          tags,
        }),
      ),
    async describe(datasetGroupArn) {
      const { datasetGroup } = await client.send(new DescribeDatasetGroupCommand({ datasetGroupArn }));
      return {
        status: datasetGroup?.status ?? '',
        failureReason: datasetGroup?.failureReason,
        createdMs: Number(datasetGroup?.creationDateTime ?? 0),
        fixed: { KmsKeyArn: datasetGroup?.kmsKeyArn, RoleArn: datasetGroup?.roleArn },
      };
    },
    delete: (datasetGroupArn) => client.send(new DeleteDatasetGroupCommand({ datasetGroupArn })),
    isReady: (status) => status === 'ACTIVE',
  });
}
