import { STAYS_UNTIL_DESTROYED } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import type { ShopAccount } from '../shop-account';

/**
 * What lives in Personalize although no logical id of the stack holds it, and no event of the stack says that it could not be
 * deleted. A schema is held by its dataset.
 */
export async function strays(account: ShopAccount): Promise<string[]> {
  const held = new Set<string | undefined>();
  for (const { PhysicalResourceId } of await account.resources()) held.add(PhysicalResourceId);
  const said: string[] = [];
  for (const { ResourceStatus, PhysicalResourceId, ResourceStatusReason = '' } of await account.events())
    if (ResourceStatus === 'DELETE_FAILED') {
      held.add(PhysicalResourceId);
      // The physical id of a cancelled creation is made up, but the reason names the ARN.
      said.push(ResourceStatusReason);
    }
  const { personalize } = account;
  for (const { datasetArn } of (await personalize.listDatasets({})).datasets!)
    held.add((await personalize.describeDataset({ datasetArn })).dataset?.schemaArn);
  const { eventTrackers = [] } = await personalize.listEventTrackers({});
  const names = new Map(eventTrackers.map(({ eventTrackerArn, name }) => [eventTrackerArn, name]));

  const live = (await account.inventory()).filter((one) => one.startsWith('AWS::Personalize::'));
  return live.filter((one) => {
    const arn = one.slice(one.indexOf(' ') + 1);
    if (said.some((reason) => reason.includes(`${arn} ${STAYS_UNTIL_DESTROYED}`))) return false;
    // The physical ids of trackers and metric attributions are their names.
    return ![arn, arn.slice(arn.indexOf('/') + 1), names.get(arn)].some(
      (id) => id !== undefined && held.has(id),
    );
  });
}
