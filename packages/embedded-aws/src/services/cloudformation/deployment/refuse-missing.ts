import { isRecord } from '../../../bounded-json';
import type { Fields, Shape } from '../../../gateway/shape';
import { findResourceType, SUPPORTED_TYPES } from '../resources/resource-types';
import type { Target } from '../template/target';
import { validationError } from '../template/template-error';

/**
 * Rejects unsupported resource types, properties and values before anything is created.
 *
 * @throws AwsError `ValidationError` that names all of them
 */
export function refuseMissing(target: Target): void {
  const { graph, template } = target;
  const problems = [...graph.keys()].flatMap((logicalId) => {
    const { Type, Properties = {} } = template.resources[logicalId];
    const type = findResourceType(Type);
    if (type === undefined) return [`resource type ${Type} (${logicalId}). Supported: ${SUPPORTED_TYPES}`];
    if (type.hasOwnProperties) return [];
    return missingMembers(Properties, type.properties, target).map(
      ({ what, supported }) => `${what} of ${logicalId} (${Type}). Supported: ${supported.join(', ')}`,
    );
  });
  if (problems.length > 0) throw validationError(`The embedded AWS does not support ${problems.join('; ')}.`);
}

interface Missing {
  /** `Names`, or `Name VALUE`. */
  readonly what: string;
  readonly supported: readonly string[];
}

function missingMembers(members: object, fields: Fields, target: Target, path = ''): Missing[] {
  const given = Object.entries(members)
    .map(([name, value]) => [name, valueNow(value, target)] as const)
    .filter(([, value]) => value !== undefined);
  const unknown = given.filter(([name]) => !Object.hasOwn(fields, name)).map(([name]) => path + name);
  return [
    ...(unknown.length > 0 ? [{ what: unknown.join(', '), supported: Object.keys(fields) }] : []),
    ...given
      .filter(([name]) => Object.hasOwn(fields, name))
      .flatMap(([name, value]) => missingValues(value, fields[name], target, path + name)),
  ];
}

function missingValues(value: unknown, shape: Shape, target: Target, path: string): Missing[] {
  if (shape.type === 'string' && shape.subset && typeof value === 'string')
    return shape.subset.includes(value) || value.includes('{{resolve:')
      ? []
      : [{ what: `${path} ${value}`, supported: shape.subset }];
  if (shape.type === 'list' && Array.isArray(value))
    return value.flatMap((entry) => missingValues(valueNow(entry, target), shape.of, target, path));
  if (shape.type === 'structure' && isRecord(value) && !isCall(value))
    return missingMembers(value, shape.fields, target, `${path}.`);
  return [];
}

/** Resolves Fn::If and references to parameters; undefined for `AWS::NoValue`. */
function valueNow(value: unknown, target: Target): unknown {
  if (!isRecord(value)) return value;
  if (Array.isArray(value['Fn::If'])) {
    const [name, whenTrue, whenFalse] = value['Fn::If'] as [string, unknown, unknown];
    return valueNow(target.condition(name) ? whenTrue : whenFalse, target);
  }
  if (value.Ref === 'AWS::NoValue') return undefined;
  const { resolved } = target.parameters;
  return typeof value.Ref === 'string' && Object.hasOwn(resolved, value.Ref) ? resolved[value.Ref] : value;
}

/** Whether it is an intrinsic function, whose result is not known yet. */
function isCall(value: Readonly<Record<string, unknown>>): boolean {
  const [name, ...others] = Object.keys(value);
  return others.length === 0 && (name === 'Ref' || name?.startsWith('Fn::'));
}
