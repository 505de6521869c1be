import { DefinitionError } from './definition-error';
import { INTRINSIC_FUNCTIONS } from './intrinsic-functions';
import type { Json } from './json';
import { parsePath, readPath, type Scope } from './path';
import { StateError } from './state-error';

/** Evaluates a member whose name ends in `.$`. */
export type Expression = (scope: Scope) => Json;

/**
 * Parses a path or an intrinsic function call.
 *
 * @throws DefinitionError
 */
export function parseExpression(text: string): Expression {
  if (text.startsWith('$')) return pathExpression(text);
  const [call, rest] = parseCall(text, text);
  if (rest.trim() !== '') throw new DefinitionError(`Unexpected '${rest}' at the end of '${text}'`);
  return call;
}

function pathExpression(path: string): Expression {
  parsePath(path);
  return (scope) => {
    const value = readPath(path, scope);
    if (value !== undefined) return value;
    throw new StateError(
      'States.ParameterPathFailure',
      `The JSONPath '${path}' could not be found in the input '${JSON.stringify(scope.input)}'`,
    );
  };
}

/** An expression and the remaining text. */
type Parsed = [expression: Expression, rest: string];

function parseCall(text: string, whole: string): Parsed {
  const [opening, name] = /^\s*(States\.\w+)\(\s*/.exec(text) ?? [];
  if (opening === undefined || name === undefined)
    throw new DefinitionError(`'${whole}' is neither a path nor an intrinsic function`);
  if (!Object.hasOwn(INTRINSIC_FUNCTIONS, name))
    throw new DefinitionError(
      `The embedded AWS has no intrinsic function ${name}. Supported: ${Object.keys(INTRINSIC_FUNCTIONS).join(', ')}`,
    );
  const args: Expression[] = [];
  let rest = text.slice(opening.length);
  while (!rest.startsWith(')')) {
    const [arg, behind] = parseArgument(rest, whole);
    args.push(arg);
    const [separator] = /^\s*(?:,\s*|(?=\)))/.exec(behind) ?? [];
    if (separator === undefined) throw new DefinitionError(`Expected , or ) at '${behind}' in '${whole}'`);
    rest = behind.slice(separator.length);
  }
  const run = INTRINSIC_FUNCTIONS[name];
  return [(scope) => run(args.map((arg) => arg(scope))), rest.slice(1)];
}

function parseArgument(text: string, whole: string): Parsed {
  if (text.startsWith('States.')) return parseCall(text, whole);
  const [quoted] = /^'(?:[^'\\]|\\.)*'/.exec(text) ?? [];
  if (quoted !== undefined) {
    // Braces stay escaped: Format removes those backslashes itself.
    const value = quoted.slice(1, -1).replace(/\\(['\\])/g, '$1');
    return [() => value, text.slice(quoted.length)];
  }
  const [word] = /^\$(?:\['[^']*'\]|[^\s,)])*|^[^\s,()]+/.exec(text) ?? [''];
  const rest = text.slice(word.length);
  if (word.startsWith('$')) return [pathExpression(word), rest];
  if (/^(?:true|false|null|-?\d+(?:\.\d+)?)$/.test(word)) {
    const value = JSON.parse(word) as Json;
    return [() => value, rest];
  }
  throw new DefinitionError(
    `Expected a string in ', a number, a path or a function at '${text}' in '${whole}'`,
  );
}
