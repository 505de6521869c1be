import { parseSub, subArguments } from './sub';
import { validationError } from './template-error';
import { isRecord } from '../../../bounded-json';

/** Names that a value references: logical ids, parameters, pseudo parameters. */
export const referencesIn = (value: unknown, condition: (name: string) => boolean): Set<string> =>
  new Set([...entitiesIn(value, condition)].map((entity) => entity.split('.')[0]));

/**
 * What a value references by Ref, Fn::GetAtt and Fn::Sub: a name, or `LogicalId.Attribute`. For Fn::If, only the branch
 * chosen by `condition` counts.
 */
export function entitiesIn(value: unknown, condition: (name: string) => boolean): Set<string> {
  const names = new Set<string>();

  function visit(part: unknown): void {
    if (Array.isArray(part)) return part.forEach(visit);
    if (!isRecord(part)) return;
    const keys = Object.keys(part);
    if (keys.length === 1 && keys[0] in FUNCTIONS) return FUNCTIONS[keys[0]](part[keys[0]]);
    Object.values(part).forEach(visit);
  }

  const FUNCTIONS: Record<string, (argument: unknown) => void> = {
    Ref: (argument) => void names.add(String(argument)),
    'Fn::GetAtt': (argument) => void names.add(getAttParts(argument).map(String).join('.')),
    'Fn::If': (argument) => {
      const [name, whenTrue, whenFalse] = argument as [string, unknown, unknown];
      visit(condition(name) ? whenTrue : whenFalse);
    },
    'Fn::Sub': (argument) => {
      const { template, values } = subArguments(argument);
      Object.values(values).forEach(visit);
      for (const piece of parseSub(template))
        if ('name' in piece && !Object.hasOwn(values, piece.name)) names.add(piece.name);
    },
  };

  visit(value);
  return names;
}

/**
 * Logical id and attribute of a Fn::GetAtt, which is written `[id, attribute]` or `id.attribute`.
 *
 * @throws AwsError `ValidationError`
 */
export function getAttParts(argument: unknown): [logicalId: string, attribute: unknown] {
  const text = String(argument);
  const dot = text.indexOf('.');
  const parts: unknown[] = Array.isArray(argument) ? argument : [text.slice(0, dot), text.slice(dot + 1)];
  if (
    parts.length !== 2 ||
    typeof parts[0] !== 'string' ||
    !parts[0] ||
    !parts[1] ||
    (dot < 0 && !Array.isArray(argument))
  )
    throw validationError(
      'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the ' +
        'resource attribute',
    );
  return [parts[0], parts[1]];
}

/** Functions whose failures depend on the template alone, not on values of resources. */
const CHECKED: ReadonlySet<string> = new Set(['Fn::FindInMap', 'Fn::Select']);

/**
 * Calls of such functions in a value that depend on no resource, other stack or dynamic reference, so that they can be
 * checked up front.
 */
export function checkableCalls(value: unknown, condition: (name: string) => boolean): object[] {
  if (Array.isArray(value)) return value.flatMap((one) => checkableCalls(one, condition));
  if (!isRecord(value)) return [];
  const [key, ...others] = Object.keys(value);
  if (key === 'Fn::If' && others.length === 0) {
    const [name, whenTrue, whenFalse] = value[key] as [string, unknown, unknown];
    return checkableCalls(condition(name) ? whenTrue : whenFalse, condition);
  }
  const isCall =
    others.length === 0 && CHECKED.has(key) && !/Fn::ImportValue|\{\{resolve:/.test(JSON.stringify(value));
  return [
    ...(isCall ? [value] : []),
    ...Object.values(value).flatMap((one) => checkableCalls(one, condition)),
  ];
}
