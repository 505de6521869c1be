import {
  CreateDatasetCommand,
  DeleteDatasetCommand,
  DeleteSchemaCommand,
  DescribeDatasetCommand,
  DescribeSchemaCommand,
  ListSchemasCommand,
  type DescribeDatasetResponse,
} from '@aws-sdk/client-personalize';
import {
  GROWING_TYPES,
  isSchemaOf,
  STAYS_UNTIL_DESTROYED,
  type DatasetProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import { datasetGroupOf, groupChildren, isIdle } from '../resources/group-children';
import type { CustomResourceEvent, Lifecycle, WaitingFor } from '../resources/lifecycle';
import { OwnedResource } from '../resources/owned-resource';
import { isInTransition, unlessGone, type PersonalizeApi } from '../resources/personalize-api';
import type { StackView } from '../resources/stack-view';
import { createSchema, grow, schemaArnOf } from './grow';

/** The properties that identify a dataset. */
export type DatasetIdentity = Pick<DatasetProperties, 'Name' | 'DatasetGroupArn' | 'DatasetType'>;

/** The lifecycle of a dataset. */
export interface DatasetLifecycle extends Lifecycle<DatasetProperties> {
  /** One step of the deletion of a dataset that only an earlier template had, with its schemas. */
  removeFormer(event: CustomResourceEvent<DatasetIdentity>): Promise<WaitingFor>;
}

/**
 * A dataset and its schemas. A new schema updates the dataset in place, or replaces it under the same ARN; then all
 * its other schemas are deleted. It is ready when ACTIVE, because imports need that.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/updating-dataset-schema.html
 */
export function dataset(
  client: PersonalizeApi,
  stack: StackView,
  now: () => number = Date.now,
): DatasetLifecycle {
  const owned = new OwnedResource<DatasetProperties>(client, stack, now, {
    kind: 'dataset',
    parentArn: ({ DatasetGroupArn }) => DatasetGroupArn,
    nameInArn: ({ DatasetGroupArn, DatasetType }) =>
      `${DatasetGroupArn.slice(DatasetGroupArn.indexOf('/') + 1)}/${DatasetType}`,
    async create(properties, tags) {
      const { Name, DatasetGroupArn, DatasetType, SchemaName } = properties;
      // A retry finds the schema of its first attempt: the name contains a digest of the schema.
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
    reads: [DescribeDatasetCommand, DescribeSchemaCommand],
    update: (api, datasetArn, properties, event) =>
      GROWING_TYPES.some((type) => type === properties.DatasetType)
        ? grow(api, datasetArn, properties, () => stack.isRollingBack(event))
        : replace(api, datasetArn, properties),
    delete: (datasetArn) => client.send(new DeleteDatasetCommand({ datasetArn })),
    isReady: (status) => status === 'ACTIVE',
  });

  return {
    physicalId: (event) => owned.physicalId(event),
    admit: (event) => owned.admit(event),
    async ensure(event, minutes) {
      const waitingFor = await owned.ensure(event, minutes);
      if (waitingFor === undefined)
        await deleteOtherSchemas(client, owned.physicalId(event), event.ResourceProperties);
      return waitingFor;
    },
    async remove(event) {
      const waitingFor = await removeWithSchemas(client, stack, owned, event);
      if (waitingFor !== undefined) return waitingFor;
      const { DatasetGroupArn, SchemaName } = event.ResourceProperties;
      // A dataset that existed before the update stays, with its schema.
      if ((await described(client, owned.physicalId(event))) !== undefined) return undefined;
      // The list may not contain yet what a Create made seconds ago.
      await unlessGone(
        client.send(new DeleteSchemaCommand({ schemaArn: schemaArnOf(DatasetGroupArn, SchemaName) })),
      );
      return undefined;
    },

    removeFormer: (event) =>
      // The removal reads only the properties that identify the dataset.
      removeWithSchemas(client, stack, owned, event as CustomResourceEvent<DatasetProperties>),
  };
}

/**
 * Deletes a dataset whose schema differs from the template's. Afterwards it is re-created and imported into.
 *
 * @throws Error without changing anything if the dataset is in use
 * @see https://docs.aws.amazon.com/personalize/latest/dg/delete-dataset.html
 */
async function replace(
  client: PersonalizeApi,
  datasetArn: string,
  { SchemaName }: DatasetProperties,
): Promise<WaitingFor> {
  const { dataset: found } = await client.send(new DescribeDatasetCommand({ datasetArn }));
  if (found?.schemaArn === schemaArnOf(datasetArn, SchemaName)) return undefined;
  try {
    await client.send(new DeleteDatasetCommand({ datasetArn }));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceInUseException')) throw error;
    // Personalize's error counts as transient, but only another deployment can remove the cause, so a different error is thrown.
    throw new Error(
      `${datasetArn} has to be replaced to change its schema, but is in use: ${error.message} Nothing has been changed. Wait for ` +
        `imports and trainings to end. Then remove filters, the event tracker, the metric attribution and the ranking with a ` +
        `deployment before this one (-c filters={} -c eventTracker=false -c metricAttribution={} -c ranking=false).`,
      { cause: error },
    );
  }
  return `${datasetArn} to be deleted, to re-create it with schema ${SchemaName}`;
}

/** One step of a deletion. The schemas are deleted after the dataset. */
async function removeWithSchemas(
  client: PersonalizeApi,
  stack: StackView,
  owned: OwnedResource<DatasetProperties>,
  event: CustomResourceEvent<DatasetProperties>,
): Promise<WaitingFor> {
  const datasetArn = owned.physicalId(event);
  const waitingFor = await owned.remove(event).catch(async (error: unknown) => {
    if (!(await stack.isGoing(event))) await refuseWhileUsed(client, datasetArn, error);
    throw error;
  });
  if (waitingFor === undefined) await deleteOtherSchemas(client, datasetArn, event.ResourceProperties);
  return waitingFor;
}

/**
 * Rejects the deletion of a dataset that the shop no longer has, while it is in use. Personalize deletes no dataset
 * whose group has a filter, an event tracker, a metric attribution or a campaign. CloudFormation reports the error,
 * retries twice, and drops the dataset from the stack; the deletion of the stack later deletes it.
 *
 * @param error with which the deletion ended
 */
async function refuseWhileUsed(client: PersonalizeApi, datasetArn: string, error: unknown): Promise<void> {
  if (!(error instanceof Error && error.name === 'ResourceInUseException')) return;
  const { filters, eventTrackers, metricAttributions, solutions } = await groupChildren(
    client,
    datasetGroupOf(datasetArn),
  );
  const live = [...filters, ...eventTrackers, ...metricAttributions, ...solutions].filter(isIdle);
  if (live.length === 0) return;
  throw new Error(
    `${datasetArn} ${STAYS_UNTIL_DESTROYED}: Personalize deletes no dataset ` +
      `while its group has ${live.map(({ arn }) => arn.split(':').at(-1)).join(', ')}. Recommenders may go on learning ` +
      `from it. To take it back, put its table into the setting data again.`,
    { cause: error },
  );
}

/** Deletes all schemas of a dataset except its current one; all of them if the dataset does not exist. */
async function deleteOtherSchemas(
  client: PersonalizeApi,
  datasetArn: string,
  { Name }: Pick<DatasetProperties, 'Name'>,
): Promise<void> {
  const found = await described(client, datasetArn);
  let nextToken: string | undefined;
  do {
    const page = await client.send(new ListSchemasCommand({ maxResults: 100, nextToken }));
    for (const { name = '', schemaArn } of page.schemas ?? [])
      if (isSchemaOf(Name, name) && schemaArn !== found?.dataset?.schemaArn)
        await unlessGone(client.send(new DeleteSchemaCommand({ schemaArn })));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

const described = (
  client: PersonalizeApi,
  datasetArn: string,
): Promise<DescribeDatasetResponse | undefined> =>
  unlessGone(client.send(new DescribeDatasetCommand({ datasetArn })));

async function unlessThere(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceAlreadyExistsException')) throw error;
  }
}
