import type { AwsCall } from '../../../platform';
import { evaluateConditions } from './conditions';
import { refuseCycles, type DependencyGraph } from './dependency-graph';
import { DynamicReferences } from './dynamic-references';
import type { StackParameters } from './parameters';
import { checkPolicy } from './parse-template';
import { checkableCalls, referencesIn } from './references';
import { resolveValue } from './resolve';
import { checkRules } from './rules';
import type { ParameterValue, Scope } from './scope';
import { dependsOnOf, type ResourceDefinition, type Template } from './template';
import { validationError } from './template-error';

/** Target state of a stack: a template with parameters applied. */
export interface Target {
  readonly template: Template;
  readonly parameters: StackParameters;
  /** `AWS::Region` and others. */
  readonly pseudo: Readonly<Record<string, ParameterValue>>;
  /** Resources whose condition holds, with their dependencies. */
  readonly graph: DependencyGraph;
  readonly references: DynamicReferences;
  /** Whether a condition holds. */
  condition(name: string): boolean;
}

/**
 * Evaluates a template as far as possible without its resources, and checks everything that can be checked
 * before changing any.
 *
 * @throws AwsError `ValidationError`
 */
export function createTarget(
  template: Template,
  parameters: StackParameters,
  pseudo: Readonly<Record<string, ParameterValue>>,
): Target {
  const withoutResources: Omit<Scope, 'condition'> = {
    pseudo,
    parameters: parameters.resolved,
    mappings: template.mappings,
    isExtended: template.isExtended,
    physicalId: refuseResource,
    attribute: refuseResource,
    importValue: refuseResource,
    withDynamicReferences: refuseDynamicReferences,
  };
  const conditions = evaluateConditions(template.conditions, withoutResources);
  const condition = (name: string): boolean => {
    if (!Object.hasOwn(conditions, name))
      throw validationError(`Template format error: Unresolved condition dependency ${name}`);
    return conditions[name];
  };
  checkRules(template.rules, { ...withoutResources, condition });

  const applies = ({ Condition }: { readonly Condition?: string }): boolean =>
    Condition === undefined || condition(Condition);
  const isOutside = (name: string): boolean =>
    name.startsWith('AWS::') || Object.hasOwn(template.parameters, name);
  const referencesOf = (value: unknown): string[] =>
    [...referencesIn(value, condition)].filter((name) => !isOutside(name));

  const resources = Object.entries(template.resources).filter(([, resource]) => applies(resource));
  const graph = new Map(
    resources.map(([logicalId, resource]) => [logicalId, new Set(referencesOf(resource.Properties))]),
  );
  refuseUnresolved(
    [...graph.values()].flatMap((names) => [...names]),
    graph,
    'Resources',
  );
  const outputs = Object.values(template.outputs).filter(applies);
  refuseUnresolved(outputs.flatMap(referencesOf), graph, 'Outputs');
  for (const value of [...resources.map(([, { Properties }]) => Properties), ...outputs])
    for (const call of checkableCalls(value, condition))
      if (referencesOf(call).length === 0) resolveValue(call, { ...withoutResources, condition });
  for (const [logicalId, resource] of resources) {
    const named = dependsOnOf(resource);
    refuseUnresolved(
      named.filter((name) => !Object.hasOwn(template.resources, name)),
      graph,
      'Resources',
    );
    // Dependencies on resources whose condition does not hold are ignored.
    for (const name of named) if (graph.has(name)) graph.get(logicalId)!.add(name);
  }
  refuseCycles(graph);
  const resolved = withPolicies(template, (policy) =>
    resolveValue(policy, { ...withoutResources, condition }),
  );
  return { template: resolved, parameters, pseudo, graph, references: new DynamicReferences(), condition };
}

const refuseResource = (name: string): never => {
  throw validationError(
    `Template error: unresolved dependency ${name}: only resources and outputs refer to resources`,
  );
};

function refuseDynamicReferences(text: string): string {
  if (!/\{\{resolve:[^{}]*\}\}/.test(text)) return text;
  throw validationError(`Template error: only resources and outputs have dynamic references, got ${text}`);
}

/**
 * Reads the dynamic references that depend on no resource, so that a missing parameter is found before anything
 * changes.
 *
 * @throws AwsError `ValidationError`
 */
export async function readDynamicReferences(target: Target, call: AwsCall): Promise<void> {
  const { template, graph, references } = target;
  const scope: Scope = {
    pseudo: target.pseudo,
    parameters: target.parameters.resolved,
    mappings: template.mappings,
    isExtended: template.isExtended,
    condition: (name) => target.condition(name),
    physicalId: refuseResource,
    attribute: refuseResource,
    importValue: refuseResource,
    withDynamicReferences: (text) => references.replaceIn(text),
  };
  const outputs = Object.values(template.outputs).filter(
    ({ Condition }) => Condition === undefined || target.condition(Condition),
  );
  const values = [
    ...[...graph.keys()].flatMap((logicalId) =>
      Object.values(template.resources[logicalId].Properties ?? {}),
    ),
    ...outputs.map(({ Value }) => Value),
  ];
  for (const value of values) await references.readAhead(() => resolveValue(value, scope), call);
}

/** Resolves policies that are intrinsic functions. @throws AwsError `ValidationError` */
function withPolicies(template: Template, resolve: (policy: unknown) => unknown): Template {
  const resolved = (logicalId: string, resource: ResourceDefinition): ResourceDefinition => {
    const policies = Object.fromEntries(
      (['DeletionPolicy', 'UpdateReplacePolicy'] as const).map((attribute) => {
        const policy = resolve(resource[attribute]);
        if (policy !== undefined) checkPolicy(attribute, policy, logicalId);
        return [attribute, policy];
      }),
    );
    return { ...resource, ...policies };
  };
  const resources = Object.entries(template.resources).map(
    ([logicalId, resource]) => [logicalId, resolved(logicalId, resource)] as const,
  );
  return { ...template, resources: Object.fromEntries(resources) };
}

function refuseUnresolved(names: readonly string[], graph: DependencyGraph, block: string): void {
  const unresolved = [...new Set(names)].filter((name) => !graph.has(name));
  if (unresolved.length > 0)
    throw validationError(
      `${block === 'Outputs' ? '' : 'Template format error: '}Unresolved resource dependencies [${unresolved.join(', ')}] in the ${block} block of the template`,
    );
}
