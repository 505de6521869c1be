import {
  CreateDatasetGroupCommand,
  DeleteDatasetGroupCommand,
  DescribeDatasetGroupCommand,
} from '@aws-sdk/client-personalize';
import type {
  DatasetGroupProperties,
  KeyCheckProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { groupChildren, isIdle } from '../resources/group-children';
import type { Lifecycle } from '../resources/lifecycle';
import { arnOf, OwnedResource, refuseChange } from '../resources/owned-resource';
import { ownership } from '../resources/ownership';
import { unlessGone, type PersonalizeApi } from '../resources/personalize-api';
import type { StackView } from '../resources/stack-view';

/** An ECOMMERCE dataset group. Ready when ACTIVE, because datasets cannot be created earlier. */
export function datasetGroup(
  client: PersonalizeApi,
  stack: StackView,
  now: () => number = Date.now,
): Lifecycle<DatasetGroupProperties> {
  const owned = new OwnedResource<DatasetGroupProperties>(client, stack, now, {
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
  return {
    physicalId: (event) => owned.physicalId(event),
    admit: (event) => owned.admit(event),
    ensure: (event, minutes) => owned.ensure(event, minutes),
    remove: (event) =>
      owned.remove(event).catch(async (error: unknown) => {
        if (!(await stack.isGoing(event))) await refuseWhileUsed(client, owned.physicalId(event), error);
        throw error;
      }),
  };
}

/**
 * Rejects the deletion of a dataset group that the template no longer has but that is not empty. Only the deletion of
 * a stack sweeps its groups.
 *
 * @param error with which the deletion ended
 */
async function refuseWhileUsed(client: PersonalizeApi, groupArn: string, error: unknown): Promise<void> {
  if (!(error instanceof Error && error.name === 'ResourceInUseException')) return;
  const left = Object.values(await groupChildren(client, groupArn))
    .flat()
    .filter(isIdle);
  if (left.length === 0) return;
  throw new Error(
    `${groupArn} stays, because it contains ${left.map(({ arn }) => arn).join(', ')}. Delete that by hand, then the dataset ` +
      `group with "aws personalize delete-dataset-group --dataset-group-arn ${groupArn}".`,
    { cause: error },
  );
}

/**
 * Rejects another key for an existing dataset group of this stack, before the bucket and its readers get that key.
 * Otherwise the rollback would delete the new key, and what was written with it would be lost.
 */
export const keyCheck = (
  client: PersonalizeApi,
  now: () => number = Date.now,
): Lifecycle<KeyCheckProperties> => ({
  deletesNothing: true,

  physicalId: ({ LogicalResourceId }) => LogicalResourceId,

  async ensure({ StackId, ResourceProperties: { Name, KmsKeyArn } }) {
    const arn = arnOf(StackId, `dataset-group/${Name}`);
    const describe = new DescribeDatasetGroupCommand({ datasetGroupArn: arn });
    const { datasetGroup } = (await unlessGone(client.send(describe))) ?? {};
    if (!datasetGroup) return undefined;
    const createdMs = Number(datasetGroup.creationDateTime ?? 0);
    // The dataset group itself rejects the key if the group belongs to another stack.
    const owner = await unlessGone(ownership(client, { arn, createdMs }, StackId, now()));
    if (owner === 'this stack') refuseChange(arn, { KmsKeyArn: datasetGroup.kmsKeyArn }, { KmsKeyArn });
    return undefined;
  },

  remove: () => Promise.resolve(undefined),
});
