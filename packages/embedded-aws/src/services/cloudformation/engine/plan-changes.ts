import { isDeepStrictEqual } from 'node:util';
import { findResourceType } from '../resources/resource-types';
import type { AnyResourceType } from '../resources/resource-type';
import { inOrder } from '../template/dependency-graph';
import { resolveValue } from '../template/resolve';
import type { Scope } from '../template/scope';
import type { ResourceDefinition } from '../template/template';
import { changesOf, isRecreatedFor, type ResourceState } from './changes-of';
import type { ChangeDetail, ResourceChange } from './resource-change';
import type { Deployment, Stack, StackOutput, StackResource } from './stack';
import { resolveOutputs } from './stack-outputs';
import { stackScope, type ExportLookup } from './stack-scope';
import { typedProperties, withStackTags } from './typed-properties';

/** Placeholder for values unknown until a resource is created; the term is CloudFormation's. */
const KNOWN_AFTER_APPLY = '{{changeSet:KNOWN_AFTER_APPLY}}';

/** Changes of a deployment. */
export interface Plan {
  readonly changes: readonly ResourceChange[];
  /** No changes at all: resources, outputs, tags. */
  readonly isEmpty: boolean;
}

/** Computes a deployment's changes without any call. */
export function planChanges(stack: Stack, deployment: Deployment, exports: ExportLookup): Plan {
  const { target, settings } = deployment;
  const changes = new Map<string, ResourceChange>();
  const scope = plannedScope(stack, deployment, exports, changes);
  for (const logicalId of inOrder(target.graph)) {
    const definition = target.template.resources[logicalId];
    const existing = stack.resources.get(logicalId);
    const change = existing
      ? modification(existing, definition, plannedState(definition, scope, settings.tags))
      : ({ action: 'Add', logicalId, type: definition.Type, details: [] } as const);
    if (change) changes.set(logicalId, change);
  }
  for (const resource of stack.resources.values())
    if (!target.graph.has(resource.logicalId)) changes.set(resource.logicalId, removal(resource));

  const isEmpty =
    changes.size === 0 &&
    isDeepStrictEqual(plannedOutputs(deployment, scope), stack.outputs) &&
    isDeepStrictEqual(settings.tags, stack.deployment?.settings.tags);
  return { changes: [...changes.values()], isEmpty };
}

/** Current resources, with placeholders for attributes of new or replaced ones. */
function plannedScope(
  stack: Stack,
  { target }: Deployment,
  exports: ExportLookup,
  changes: ReadonlyMap<string, ResourceChange>,
): Scope {
  const present = stackScope(stack, target, (name) => exports.valueOf(name));
  const isOther = (logicalId: string): boolean => {
    const change = changes.get(logicalId);
    return change !== undefined && change.replacement !== 'False';
  };
  return {
    ...present,
    physicalId: (logicalId) => (isOther(logicalId) ? KNOWN_AFTER_APPLY : present.physicalId(logicalId)),
    attribute: (logicalId, name) => {
      const { attributes = {}, type = '' } = stack.resources.get(logicalId) ?? {};
      const isUncertain = changes.has(logicalId) && findResourceType(type)?.hasChangingAttributes;
      if (isOther(logicalId) || isUncertain || !Object.hasOwn(attributes, name)) return KNOWN_AFTER_APPLY;
      return attributes[name];
    },
  };
}

function plannedState(
  { Type, Properties = {} }: ResourceDefinition,
  scope: Scope,
  stackTags: Deployment['settings']['tags'],
): ResourceState {
  const resolved = Object.entries(Properties)
    .map(([name, value]) => [name, planned(value, scope)] as const)
    .filter(([, value]) => value !== undefined);
  const given = Object.fromEntries(resolved);
  const type = findResourceType(Type);
  return {
    properties: type ? typedProperties(withStackTags(given, stackTags, type), type) : given,
    ownTags: given.Tags,
  };
}

/** A function of an unknown value is unknown if it cannot be evaluated. */
function planned(value: unknown, scope: Scope): unknown {
  try {
    return resolveValue(value, scope);
  } catch {
    return KNOWN_AFTER_APPLY;
  }
}

function plannedOutputs({ target }: Deployment, scope: Scope): StackOutput[] | undefined {
  try {
    return resolveOutputs(target, scope);
  } catch {
    return undefined;
  }
}

function modification(
  existing: StackResource,
  definition: ResourceDefinition,
  planned: ResourceState,
): ResourceChange | undefined {
  const { logicalId, physicalId, type } = existing;
  const details = [
    ...changesOf(existing, planned).map((name) =>
      propertyDetail(name, existing, planned, findResourceType(type)),
    ),
    ...attributeDetails(existing, definition),
  ];
  const hasFailed = !existing.status.endsWith('_COMPLETE');
  if (details.length === 0 && !hasFailed) return undefined;
  const recreations = details.map(({ requiresRecreation }) => requiresRecreation);
  const replacement =
    !existing.isCreated || recreations.includes('Always')
      ? 'True'
      : recreations.includes('Conditionally')
        ? 'Conditional'
        : 'False';
  const retains = definition.UpdateReplacePolicy === 'Retain';
  return {
    action: 'Modify',
    logicalId,
    physicalId,
    type,
    replacement,
    ...(replacement === 'True' && { policyAction: retains ? 'ReplaceAndRetain' : 'ReplaceAndDelete' }),
    details,
  };
}

function propertyDetail(
  name: string,
  existing: StackResource,
  planned: ResourceState,
  type: AnyResourceType | undefined,
): ChangeDetail {
  const isDynamic = JSON.stringify(planned.properties[name] ?? null).includes(KNOWN_AFTER_APPLY);
  const isCreateOnly = type !== undefined && isRecreatedFor(name, existing, planned, type);
  return {
    attribute: 'Properties',
    name,
    requiresRecreation: isCreateOnly ? (isDynamic ? 'Conditionally' : 'Always') : 'Never',
    evaluation: isDynamic ? 'Dynamic' : 'Static',
  };
}

function attributeDetails(existing: StackResource, definition: ResourceDefinition): ChangeDetail[] {
  const pairs = [
    ['Metadata', existing.metadata, definition.Metadata],
    ['DeletionPolicy', existing.deletionPolicy, definition.DeletionPolicy],
    ['UpdateReplacePolicy', existing.updateReplacePolicy, definition.UpdateReplacePolicy],
  ] as const;
  return pairs
    .filter(([, before, after]) => !isDeepStrictEqual(before, after))
    .map(([attribute]) => ({ attribute, requiresRecreation: 'Never', evaluation: 'Static' }));
}

const removal = ({ logicalId, physicalId, type, deletionPolicy }: StackResource): ResourceChange => ({
  action: 'Remove',
  logicalId,
  physicalId,
  type,
  policyAction: deletionPolicy === undefined || deletionPolicy === 'Delete' ? 'Delete' : 'Retain',
  details: [],
});
