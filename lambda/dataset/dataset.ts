import {
  CreateDatasetCommand,
  DeleteDatasetCommand,
  DeleteSchemaCommand,
  DescribeDatasetCommand,
  ListSchemasCommand,
} from '@aws-sdk/client-personalize';
import { isSchemaOf, type DatasetProperties } from '@ecommerce-recommenders/shop-data/contracts/dataset';
import type { IsAbandoned, IsRollingBack } from '../abandonment';
import type { Lifecycle } from '../lifecycle';
import { ownedResource } from '../owned-resource';
import { isInTransition, unlessGone, type PersonalizeApi } from '../personalize-api';
import { createSchema, grow, schemaArnOf } from './grow';

/**
 * A dataset and its schemas: a new one is given to the dataset in place, and all but the one that it has are deleted.
 * Ready when ACTIVE, because imports need that.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export function dataset(
  client: PersonalizeApi,
  isAbandoned: IsAbandoned,
  isRollingBack: IsRollingBack,
  now: () => number = Date.now,
): Lifecycle<DatasetProperties> {
  const owned = ownedResource<DatasetProperties>(client, isAbandoned, now, {
    kind: 'dataset',
    nameInArn: ({ DatasetGroupArn, DatasetType }) =>
      `${DatasetGroupArn.slice(DatasetGroupArn.indexOf('/') + 1)}/${DatasetType}`,
    async create(properties, tags) {
      const { Name, DatasetGroupArn, DatasetType, SchemaName } = properties;
      // A retry finds the schema of its first attempt: the same name is the same text.
      await unlessThere(createSchema(client, properties));
      return client.send(
        new CreateDatasetCommand({
          name: Name,
          datasetGroupArn: DatasetGroupArn,
          datasetType: DatasetType,
          schemaArn: schemaArnOf(DatasetGroupArn, SchemaName),
          tags,
        }),
      );
    },
    async describe(datasetArn) {
      const { dataset: found = {} } = await client.send(new DescribeDatasetCommand({ datasetArn }));
      const updating = found.latestDatasetUpdate?.status ?? '';
      return {
        status: isInTransition(updating) ? 'UPDATE IN_PROGRESS' : (found.status ?? ''),
        createdMs: Number(found.creationDateTime ?? 0),
        fixed: {},
      };
    },
    // One that an earlier Create of this stack has left may have an older schema.
    takeOver: async () => undefined,
    update: (datasetArn, properties, event) =>
      grow(client, datasetArn, properties, () => isRollingBack(event)),
    delete: (datasetArn) => client.send(new DeleteDatasetCommand({ datasetArn })),
    isReady: (status) => status === 'ACTIVE',
  });

  return {
    ...owned,
    async ensure(event, minutes) {
      const waitingFor = await owned.ensure(event, minutes);
      if (waitingFor === undefined)
        await deleteOtherSchemas(client, owned.physicalId(event), event.ResourceProperties);
      return waitingFor;
    },
    async remove(event, minutes) {
      const waitingFor = await owned.remove(event, minutes);
      if (waitingFor === undefined)
        await deleteOtherSchemas(client, owned.physicalId(event), event.ResourceProperties);
      return waitingFor;
    },
  };
}

/** Deletes all schemas of a dataset but the one that it has; of one that is gone, all. */
async function deleteOtherSchemas(
  client: PersonalizeApi,
  datasetArn: string,
  { Name }: Pick<DatasetProperties, 'Name'>,
): Promise<void> {
  const found = await unlessGone(client.send(new DescribeDatasetCommand({ datasetArn })));
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListSchemasCommand({ maxResults: 100, nextToken }));
    for (const { name = '', schemaArn } of page.schemas ?? [])
      if (isSchemaOf(Name, name) && schemaArn !== found?.dataset?.schemaArn)
        await unlessGone(client.send(new DeleteSchemaCommand({ schemaArn })));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

async function unlessThere(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceAlreadyExistsException')) throw error;
  }
}
