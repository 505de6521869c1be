import { isDeepStrictEqual } from 'node:util';
import { DELETE_THEN_CREATE, specificationOf } from './aws-specification';

/** What `cdk deploy` passes to CloudFormation. */
export interface PlannedTemplate {
  readonly Resources: Readonly<Record<string, PlannedResource>>;
}

/** A resource of a template. */
interface PlannedResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/**
 * What an update does to a resource. `refused` fails the whole update: a replacement would need the same name,
 * or the handler of a custom resource rejects the change.
 */
export type Fate = 'added' | 'updated' | 'replaced' | 'refused' | 'removed';

/** How this project's handlers treat changes: the specification has no custom resources. */
const CUSTOM: Readonly<
  Record<string, { readonly named: readonly string[]; readonly fixed?: readonly string[] }>
> = {
  'Custom::PersonalizeDataset': { named: ['DatasetGroupArn', 'DatasetType'], fixed: ['Name'] },
  // Its physical id is an ARN that ends in the name.
  'Custom::PersonalizeDatasetGroup': { named: ['Name'], fixed: ['KmsKeyArn', 'RoleArn'] },
  'Custom::PersonalizeFilter': { named: ['Name'] },
  'Custom::PersonalizeMetricAttribution': { named: ['Name'] },
  'Custom::PersonalizeRecommender': { named: ['Name'] },
  // There is one per dataset group, found in it whatever its name.
  'Custom::PersonalizeEventTracker': { named: ['Name'] },
};

/** Types that hold data or a model, or identifiers that users have noted elsewhere. */
const HOLDERS: ReadonlySet<string> = new Set([
  'AWS::KMS::Key',
  'AWS::S3::Bucket',
  'Custom::PersonalizeDataset',
  'Custom::PersonalizeDatasetGroup',
  'Custom::PersonalizeEventTracker',
  'Custom::PersonalizeRecommender',
]);

/** What an update would do to each changed resource, by logical id, according to the specification. */
export function planUpdate(before: PlannedTemplate, after: PlannedTemplate): ReadonlyMap<string, Fate> {
  const [old, wanted] = [before.Resources, after.Resources];
  const plan = new Map<string, Fate>();
  for (const id of Object.keys(wanted)) if (!(id in old)) plan.set(id, 'added');
  for (const id of Object.keys(old)) if (!(id in wanted)) plan.set(id, 'removed');

  const changedProperties = (id: string): string[] => {
    const [{ Properties: from = {} }, { Properties: to = {} }] = [old[id], wanted[id]];
    const names = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...names].filter(
      (name) =>
        !isDeepStrictEqual(from[name], to[name]) ||
        namesIn(to[name]).some((other) => plan.get(other) === 'replaced'),
    );
  };
  // A replacement changes the resources that refer to it: iterate to a fixed point.
  for (let known = -1; known !== replacedIn(plan);) {
    known = replacedIn(plan);
    for (const id of Object.keys(wanted).filter((one) => one in old)) {
      const changed = changedProperties(id);
      if (changed.length > 0) plan.set(id, fateOf(old[id], wanted[id], changed));
    }
  }
  return plan;
}

/** What the plan destroys, `fate logicalId`, and whatever fails the update as a whole. */
export function lossesIn(plan: ReadonlyMap<string, Fate>, { Resources }: PlannedTemplate): string[] {
  return [...plan]
    .filter(([id, fate]) => {
      const isHolder = HOLDERS.has(Resources[id]?.Type);
      return fate === 'refused' || (isHolder && (fate === 'replaced' || fate === 'removed'));
    })
    .map(([id, fate]) => `${fate} ${id}`)
    .sort();
}

function fateOf(from: PlannedResource, to: PlannedResource, changed: readonly string[]): Fate {
  const custom = CUSTOM[to.Type];
  if (custom) {
    if (changed.some((name) => custom.named.includes(name))) return 'replaced';
    return changed.some((name) => custom.fixed?.includes(name)) ? 'refused' : 'updated';
  }
  const specification = specificationOf(to.Type);
  if (!changed.some((name) => specification?.properties.get(name)?.isCreateOnly)) return 'updated';
  return to.Type in DELETE_THEN_CREATE || !keepsItsName(from, to) ? 'replaced' : 'refused';
}

/** Whether the template itself sets an unchanged name. */
function keepsItsName(
  { Type, Properties: from = {} }: PlannedResource,
  { Properties: to = {} }: PlannedResource,
): boolean {
  return ['Name', `${Type.split('::')[2]}Name`].some(
    (name) => from[name] !== undefined && isDeepStrictEqual(from[name], to[name]),
  );
}

/** Logical ids that a value references. */
const namesIn = (value: unknown): string[] =>
  Array.from(
    JSON.stringify(value ?? null).matchAll(/"Ref":"(\w+)"|"Fn::GetAtt":\["(\w+)"|\$\{(\w+)/g),
    (match) => match.slice(1).find((id) => id !== undefined)!,
  );

const replacedIn = (plan: ReadonlyMap<string, Fate>): number =>
  [...plan.values()].filter((fate) => fate === 'replaced').length;
