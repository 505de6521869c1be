import {
  deletions,
  isForEver,
  plannedResource,
  replacedData,
  type DeployedResource,
} from '@ecommerce-recommenders/shop-data/contracts/deletions';
import { servedBy } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import type { Template } from '../cdk/assembly';
import { templateShop } from '../cdk/template-shop';
import { propertiesOf } from '../deployed/deployed-resources';
import type { Holdings, Made } from './holdings';
import type { Rehearsed } from './rehearse';

/** What a deployment takes from a shop. */
export interface Loss {
  /** For `--accept`. */
  readonly name: string;
  /** Whether no later deployment brings it back. */
  readonly isForEver: boolean;
  readonly says: string;
}

/** What was deployed first, what over it, and what that did. */
export interface Deployments {
  readonly from: { readonly origin: string; readonly template: Template };
  readonly to: { readonly origin: string; readonly template: Template; readonly hasSample: boolean };
  readonly rehearsed: Rehearsed;
}

/** What is lost, for ever first. */
export function lossesOf({ from, to, rehearsed }: Deployments): Loss[] {
  const { before, after, events } = rehearsed;
  const shop = templateShop(to.template);
  const resources = to.template.Resources ?? {};
  const planned = Object.entries(resources).map(([id, { Type, Properties }]) =>
    plannedResource(id, Type, Properties),
  );
  const deployed = before.resources.map((one) => ({
    ...one,
    ...propertiesOf(one, from.template.Resources?.[one.logicalId]),
  }));
  const left = new Set(after.resources.map(({ id }) => id));
  // What is kept on purpose, or could not be deleted.
  for (const { PhysicalResourceId = '', ResourceStatus } of events)
    if (ResourceStatus === 'DELETE_FAILED' || ResourceStatus === 'DELETE_SKIPPED')
      left.add(PhysicalResourceId);
  const isGone = (ids: readonly string[]): boolean => ids.length === 0 || ids.some((id) => !left.has(id));
  const { useCases, source } = shop.settings;
  const found = [
    ...deletions(deployed, planned, useCases, servedBy('lists', shop.settings)),
    ...replacedData(deployed, {
      source,
      archive: 'another archive',
      archiveKey: shop.archiveKey,
      isSample: to.hasSample,
    }),
  ].filter(({ ids }) => rehearsed.status === 'UPDATE_COMPLETE' && isGone(ids));
  const known = found.flatMap(({ ids }) => ids);
  const names: readonly string[] = found.map(({ what }) => what);
  // The loss of the API tells of its key, too.
  const isOfApi = (id: string): boolean =>
    names.includes('api') && (before.outputs.UserTokenKeyArn?.endsWith(id) ?? false);
  const losses: Loss[] = [
    ...found.map((one) => ({
      name: one.what,
      isForEver: isForEver(one),
      says: `${one.loss}.`,
    })),
    ...heldBy(before.resources)
      .filter(({ id }) => !left.has(id) && !known.includes(id) && !isOfApi(id))
      .map(({ type, id }) => ({
        name: type === BUCKET_TYPE ? 'bucket' : 'key',
        isForEver: true,
        says:
          type === BUCKET_TYPE
            ? `the bucket ${id}, with all files that others have put there.`
            : `the key ${id}: what it has encrypted or hashed cannot be read or told any more.`,
      })),
    ...madeAnew(before, after)
      .filter(([, { kind }]) => ANEW[kind] !== undefined && !names.includes(ANEW[kind].name))
      .map(([arn, { kind }]) => ({ ...ANEW[kind]!, says: `${ANEW[kind]!.says}: ${arn}.` })),
  ];
  return [...losses].sort((a, b) => Number(b.isForEver) - Number(a.isForEver));
}

const BUCKET_TYPE = 'AWS::S3::Bucket';

/** Resources that hold what nobody can make again. */
const heldBy = (resources: readonly DeployedResource[]): DeployedResource[] =>
  resources.filter(({ type }) => type === BUCKET_TYPE || type === 'AWS::KMS::Key');

/** What is lost where something in Personalize is gone, or another one of the same name is in its place. */
const ANEW: Readonly<Partial<Record<Made['kind'], Omit<Loss, 'says'> & { readonly says: string }>>> = {
  'dataset group': {
    name: 'dataset-group',
    isForEver: true,
    says: 'the dataset group is not the same any more, and what it held is gone, streamed events among it',
  },
  dataset: {
    name: 'datasets',
    isForEver: true,
    says: 'the dataset is not the same any more, and the rows that were streamed into it are gone',
  },
  'event tracker': {
    name: 'event-tracker',
    isForEver: true,
    says: 'the event tracker is gone with its tracking id, and all senders of events need the id of a new one',
  },
};

/** What was there before and is gone, or was made again under the same ARN. */
export const madeAnew = (before: Holdings, after: Holdings): (readonly [string, Made])[] =>
  [...before.made].filter(([arn, { createdMs }]) => after.made.get(arn)?.createdMs !== createdMs);
