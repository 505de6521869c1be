import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../../bounded-json';
import { findResourceType } from '../resources/resource-types';
import type { AnyResourceType } from '../resources/resource-type';
import { inOrder } from '../template/dependency-graph';
import { resolveValue } from '../template/resolve';
import type { Scope } from '../template/scope';
import { entitiesIn } from '../template/references';
import type { Target } from '../template/target';
import { isNoEcho, type ResourceDefinition } from '../template/template';
import { changesOf, isRecreatedFor, type ResourceState } from './changes-of';
import type { ChangeDetail, ResourceChange } from './resource-change';
import type { Deployment, Stack, StackOutput, StackResource } from './stack';
import { resolveOutputs } from './stack-outputs';
import { attributesOf, stackScope, type ExportLookup } from './stack-scope';
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
  const scope = plannedScope(stack, target, exports, changes);
  const shownAfter = plannedScope(stack, masked(target), exports, changes);
  const former = stack.deployment && masked(stack.deployment.target);
  const shownBefore = stackScope(stack, former, (name) => exports.valueOf(name));
  const before = (logicalId: string): ResourceChange['before'] =>
    shown(former?.template.resources[logicalId], shownBefore);
  const causesOf = causes(stack, target, changes);
  for (const logicalId of inOrder(target.graph)) {
    const definition = target.template.resources[logicalId];
    const existing = stack.resources.get(logicalId);
    const change = existing
      ? modification(existing, definition, plannedState(definition, scope, settings.tags), causesOf)
      : ({ action: 'Add', logicalId, type: definition.Type, details: [] } as const);
    if (!change) continue;
    const after = shown(definition, shownAfter);
    changes.set(logicalId, { ...change, after, ...(existing && { before: before(logicalId) }) });
  }
  for (const resource of stack.resources.values())
    if (!target.graph.has(resource.logicalId))
      changes.set(resource.logicalId, { ...removal(resource), before: before(resource.logicalId) });

  const isEmpty =
    changes.size === 0 &&
    isDeepStrictEqual(plannedOutputs(deployment, scope), stack.outputs) &&
    isDeepStrictEqual(settings.tags, stack.deployment?.settings.tags);
  return { changes: [...changes.values()], isEmpty };
}

/** Current resources, with placeholders for attributes of new or replaced ones. */
function plannedScope(
  stack: Stack,
  target: Target,
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
      const resource = stack.resources.get(logicalId);
      const attributes = resource ? attributesOf(resource) : {};
      const change = changes.get(logicalId);
      const isUncertain =
        change !== undefined &&
        (findResourceType(change.type)?.hasChangingAttributes ??
          change.details.some(({ name: changed }) => changed === name));
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

/** A target whose values may be shown: NoEcho parameters masked, dynamic references unresolved. */
const masked = (target: Target): Target => ({
  ...target,
  parameters: {
    ...target.parameters,
    resolved: Object.fromEntries(
      Object.entries(target.parameters.resolved).map(([name, value]) => [
        name,
        isNoEcho(target.template.parameters[name]) ? '****' : value,
      ]),
    ),
  },
});

/** A resource's properties as a change set shows them: every value is text. */
function shown({ Properties = {} }: Partial<ResourceDefinition> = {}, scope: Scope): Record<string, unknown> {
  const written = { ...scope, withDynamicReferences: (text: string) => text };
  const asText = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(asText);
    if (!isRecord(value)) return String(value);
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asText(member)]));
  };
  const values = Object.entries(Properties).map(([name, value]) => [name, planned(value, written)] as const);
  return Object.fromEntries(
    values.filter(([, value]) => value !== undefined).map(([k, v]) => [k, asText(v)]),
  );
}

type Cause = Pick<ChangeDetail, 'source' | 'causingEntity' | 'evaluation'>;

/** The changing entities that a property's value depends on, each with AWS's change source. */
type Causes = (value: unknown) => Cause[];

/** As recorded on AWS: a parameter or a replaced resource changes the value, an updated one may yield the same. */
function causes(stack: Stack, target: Target, changes: ReadonlyMap<string, ResourceChange>): Causes {
  const given = stack.deployment?.target.parameters.resolved ?? {};
  return (value) =>
    [...entitiesIn(value, (name) => target.condition(name))].flatMap((causingEntity): Cause[] => {
      const [name] = causingEntity.split('.');
      const { [name]: parameter } = target.parameters.resolved;
      if (parameter !== undefined)
        return isDeepStrictEqual(parameter, given[name])
          ? []
          : [{ source: 'ParameterReference', causingEntity, evaluation: 'Static' }];
      const change = changes.get(name);
      if (!change) return [];
      const isUpdated = change.replacement === 'False';
      if (name === causingEntity)
        return isUpdated ? [] : [{ source: 'ResourceReference', causingEntity, evaluation: 'Static' }];
      return [{ source: 'ResourceAttribute', causingEntity, evaluation: isUpdated ? 'Dynamic' : 'Static' }];
    });
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
  causesOf: Causes,
): ResourceChange | undefined {
  const { logicalId, physicalId, type } = existing;
  const details = [
    ...changesOf(existing, planned).flatMap((name) =>
      propertyDetails(
        name,
        existing,
        planned,
        findResourceType(type),
        causesOf(definition.Properties?.[name]),
      ),
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

function propertyDetails(
  name: string,
  existing: StackResource,
  planned: ResourceState,
  type: AnyResourceType | undefined,
  causesOfValue: readonly Cause[],
): ChangeDetail[] {
  const isDynamic = JSON.stringify(planned.properties[name] ?? null).includes(KNOWN_AFTER_APPLY);
  const isCreateOnly = type !== undefined && isRecreatedFor(name, existing, planned, type);
  const isCertain = causesOfValue.every(({ evaluation }) => evaluation === 'Static');
  const direct = {
    source: 'DirectModification',
    evaluation: causesOfValue.length > 0 || isDynamic ? 'Dynamic' : 'Static',
  } as const;
  return [...causesOfValue, ...(isCertain ? [direct] : [])].map((cause) => ({
    attribute: 'Properties',
    name,
    requiresRecreation: isCreateOnly ? (isDynamic ? 'Conditionally' : 'Always') : 'Never',
    ...cause,
  }));
}

function attributeDetails(existing: StackResource, definition: ResourceDefinition): ChangeDetail[] {
  const pairs = [
    ['Metadata', existing.metadata, definition.Metadata],
    ['DeletionPolicy', existing.deletionPolicy, definition.DeletionPolicy],
    ['UpdateReplacePolicy', existing.updateReplacePolicy, definition.UpdateReplacePolicy],
  ] as const;
  return pairs
    .filter(([, before, after]) => !isDeepStrictEqual(before, after))
    .map(([attribute]) => ({
      attribute,
      requiresRecreation: 'Never',
      evaluation: 'Static',
      source: 'DirectModification',
    }));
}

const removal = ({ logicalId, physicalId, type, deletionPolicy }: StackResource): ResourceChange => ({
  action: 'Remove',
  logicalId,
  physicalId,
  type,
  policyAction: deletionPolicy === undefined || deletionPolicy === 'Delete' ? 'Delete' : 'Retain',
  details: [],
});
