import {
  DescribeDatasetCommand,
  ListDatasetsCommand,
  ListEventTrackersCommand,
  type PersonalizeClient,
} from '@aws-sdk/client-personalize';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

/**
 * What lives in Personalize although no logical id of the stack holds it, and no event of the stack says that it could not be
 * deleted. A schema is held by its dataset.
 */
export async function strays(account: StormAccount): Promise<string[]> {
  const held = new Set<string | undefined>();
  for (const { PhysicalResourceId } of await account.resources()) held.add(PhysicalResourceId);
  for (const { ResourceStatus, PhysicalResourceId } of await account.events())
    if (ResourceStatus === 'DELETE_FAILED') held.add(PhysicalResourceId);
  for (const schemaArn of await usedSchemas(account.personalize)) held.add(schemaArn);
  const names = await namesByTracker(account.personalize);

  const live = (await account.inventory()).filter((one) => one.startsWith('AWS::Personalize::'));
  return live.filter((one) => {
    const arn = one.slice(one.indexOf(' ') + 1);
    // The physical ids of trackers and metric attributions are their names.
    return ![arn, arn.slice(arn.indexOf('/') + 1), names.get(arn)].some(
      (id) => id !== undefined && held.has(id),
    );
  });
}

async function usedSchemas(personalize: PersonalizeClient): Promise<(string | undefined)[]> {
  const { datasets = [] } = await personalize.send(new ListDatasetsCommand({}));
  return Promise.all(
    datasets.map(async ({ datasetArn }) => {
      const { dataset } = await personalize.send(new DescribeDatasetCommand({ datasetArn }));
      return dataset?.schemaArn;
    }),
  );
}

async function namesByTracker(personalize: PersonalizeClient): Promise<Map<string, string | undefined>> {
  const { eventTrackers = [] } = await personalize.send(new ListEventTrackersCommand({}));
  return new Map(eventTrackers.map(({ eventTrackerArn = '', name }) => [eventTrackerArn, name]));
}
