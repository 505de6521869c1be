import { textFinder } from '../../../wildcards';
import { validationError } from './template-error';
import { getAttParts } from './references';
import type { Scope } from './scope';
import { parseSub, subArguments } from './sub';
import { isRecord } from '../../../bounded-json';

/** An intrinsic function of its raw argument; `resolve` resolves parts of that. */
export type Intrinsic = (argument: unknown, scope: Scope, resolve: (value: unknown) => unknown) => unknown;

/** Removes the property that has this value. */
const NO_VALUE = undefined;

/**
 * Intrinsic functions for resources and outputs.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => reference(String(argument), scope),
  'Fn::GetAtt': (argument, scope, resolve) => {
    const [logicalId, attribute] = getAttParts(argument);
    return scope.attribute(logicalId, String(resolve(attribute)));
  },
  'Fn::Join': (argument, _scope, resolve) => {
    const [delimiter, list] = argumentsOf('Fn::Join', argument, 2);
    return joined('Fn::Join', listOf('Fn::Join', resolve(list)).map(asText('Fn::Join')), String(delimiter));
  },
  'Fn::Split': (argument, _scope, resolve) => {
    const [delimiter, text] = argumentsOf('Fn::Split', argument, 2);
    return split(asText('Fn::Split')(resolve(text)), String(delimiter));
  },
  'Fn::Select': (argument, _scope, resolve) => {
    const [index, list] = argumentsOf('Fn::Select', argument, 2);
    const at = Number(resolve(index));
    const values = resolve(list);
    if (!Array.isArray(values) || !(at in values))
      throw validationError(
        'Template error: Fn::Select requires a list argument with two elements: an integer index and a list',
      );
    return values[at] as unknown;
  },
  'Fn::Sub': (argument, scope, resolve) => {
    const { template, values } = subArguments(argument);
    // Memoized: nested Fn::Sub values, resolved at each mention, would grow exponentially.
    const own = new Map<string, unknown>();
    const valueOf = (name: string): unknown => {
      if (Object.hasOwn(values, name)) {
        if (!own.has(name)) own.set(name, resolve(values[name]));
        return own.get(name);
      }
      return name.includes('.') ? scope.attribute(...asGetAtt(name)) : reference(name, scope);
    };
    const pieces = parseSub(template);
    return joined(
      'Fn::Sub',
      pieces.map((piece) => ('text' in piece ? piece.text : asText('Fn::Sub')(valueOf(piece.name)))),
    );
  },
  'Fn::If': (argument, scope, resolve) => {
    const [condition, whenTrue, whenFalse] = argumentsOf('Fn::If', argument, 3);
    return resolve(scope.condition(String(condition)) ? whenTrue : whenFalse);
  },
  'Fn::FindInMap': (argument, scope, resolve) => {
    const isDefaulted = scope.isExtended && Array.isArray(argument) && argument.length === 4;
    const given = argumentsOf('Fn::FindInMap', argument, isDefaulted ? 4 : 3);
    const [map, top, second] = given.slice(0, 3).map((key) => String(resolve(key)));
    const found = [map, top, second].reduce<unknown>(
      (level, key) => (isRecord(level) && Object.hasOwn(level, key) ? level[key] : undefined),
      scope.mappings,
    );
    if (found === undefined && isDefaulted)
      return resolve((given[3] as { DefaultValue?: unknown }).DefaultValue);
    if (found === undefined)
      throw validationError(`Template error: Unable to get mapping for ${map}::${top}::${second}`);
    return found;
  },
  'Fn::Base64': (argument, _scope, resolve) =>
    Buffer.from(asText('Fn::Base64')(resolve(argument))).toString('base64'),
  'Fn::ImportValue': (argument, scope, resolve) => scope.importValue(String(resolve(argument))),
  'Fn::GetAZs': (argument, scope, resolve) => {
    const region = String(resolve(argument) || reference('AWS::Region', scope));
    return ['a', 'b', 'c'].map((zone) => region + zone);
  },
  'Fn::Cidr': unsupported('Fn::Cidr', ''),
  'Fn::Transform': unsupported('Fn::Transform', ''),
  'Fn::Length': extension('Fn::Length', (list) => listOf('Fn::Length', list).length),
  'Fn::ToJsonString': extension('Fn::ToJsonString', (value) =>
    joined('Fn::ToJsonString', [JSON.stringify(value)]),
  ),
  'Fn::ForEach': unsupported('Fn::ForEach', ''),
};

/** Maximum template length. Nested functions could build text of any length. */
const MAX_TEXT = 1_000_000;

function joined(name: string, texts: readonly string[], delimiter = ''): string {
  const length = texts.reduce((sum, text) => sum + text.length + delimiter.length, 0);
  if (length > MAX_TEXT)
    throw validationError(`Template error: ${name} makes a text of more than ${MAX_TEXT} characters`);
  return texts.join(delimiter);
}

function split(text: string, delimiter: string): string[] {
  if (delimiter === '') return text.split('');
  const find = textFinder(delimiter);
  const parts: string[] = [];
  let from = 0;
  for (let at = find(text); at >= 0; at = find(text, from)) {
    parts.push(text.slice(from, at));
    from = at + delimiter.length;
  }
  return [...parts, text.slice(from)];
}

/** Checks a function's argument count. */
export function argumentsOf(name: string, argument: unknown, count: number): unknown[] {
  if (Array.isArray(argument) && argument.length === count) return argument as unknown[];
  throw validationError(`Template error: ${name} requires a list argument with ${count} entries`);
}

function reference(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return NO_VALUE;
  if (Object.hasOwn(scope.pseudo, name)) return scope.pseudo[name];
  if (Object.hasOwn(scope.parameters, name)) return scope.parameters[name];
  return scope.physicalId(name);
}

function asGetAtt(name: string): [string, string] {
  const [logicalId, attribute] = getAttParts(name);
  return [logicalId, String(attribute)];
}

function listOf(name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw validationError(`Template error: ${name} requires a list of values, got ${JSON.stringify(value)}`);
}

const asText =
  (name: string) =>
  (value: unknown): string => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return String(value);
    throw validationError(`Template error: ${name} requires strings, got ${JSON.stringify(value)}`);
  };

function unsupported(name: string, remedy: string): Intrinsic {
  return () => {
    throw validationError(`The embedded AWS does not support the intrinsic function ${name}.${remedy}`);
  };
}

/** A function of a resolved value that needs the transform AWS::LanguageExtensions. */
function extension(name: string, evaluate: (value: unknown) => unknown): Intrinsic {
  return (argument, scope, resolve) => {
    if (!scope.isExtended)
      throw validationError(`Template error: ${name} needs the transform AWS::LanguageExtensions.`);
    return evaluate(resolve(argument));
  };
}
