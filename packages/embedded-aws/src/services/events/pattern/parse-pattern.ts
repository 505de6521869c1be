import { parseBoundedJson, isRecord } from '../../../bounded-json';
import { parseTest, wildcardsIn } from './parse-test';
import { PatternError } from './value-tests';
import { isTooComplex } from './wildcard-complexity';

/** Whether an event, or a part of one, matches. */
export type Pattern = (value: unknown) => boolean;

/**
 * Parses an event pattern.
 *
 * @throws PatternError for invalid and unsupported patterns
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function parsePattern(text: string): Pattern {
  let value: unknown;
  try {
    value = parseBoundedJson(text);
  } catch (cause) {
    throw new PatternError(`it is not JSON: ${(cause as Error).message}`);
  }
  if (!isRecord(value)) throw new PatternError('Filter is not an object');
  return objectPattern(value);
}

function objectPattern(value: Readonly<Record<string, unknown>>): Pattern {
  const members = Object.entries(value).map(([name, member]) => memberPattern(name, member));
  if (members.length === 0) throw new PatternError('Empty objects are not allowed');
  return (event) => members.every((member) => member(event));
}

function memberPattern(name: string, member: unknown): Pattern {
  // Anything else under this name is a field of the event.
  if (name === '$or' && Array.isArray(member) && member.length > 1 && member.every(isRecord)) {
    const choices = member.map(objectPattern);
    return (event) => choices.some((choice) => choice(event));
  }
  const matches = Array.isArray(member) ? leafPattern(member) : branchPattern(member, name);
  return (event) => matches(isRecord(event) ? memberAt(event, name) : undefined);
}

/** EventBridge compares paths: the key `a.b` and the key `b` in `a` are the same path, in events and in patterns. */
function memberAt(event: Readonly<Record<string, unknown>>, name: string): unknown {
  const below: Record<string, unknown> = {};
  const above: unknown[] = [];
  for (const [key, value] of Object.entries(event)) {
    if (key.startsWith(`${name}.`)) below[key.slice(name.length + 1)] = value;
    if (name.startsWith(`${key}.`))
      for (const one of valuesOf(value).filter(isRecord))
        above.push(memberAt(one, name.slice(key.length + 1)));
  }
  const found = [
    ...(Object.hasOwn(event, name) ? [event[name]] : []),
    ...above.filter((value) => value !== undefined),
    ...(Object.keys(below).length > 0 ? [below] : []),
  ];
  return found.length > 1 ? found : found[0];
}

/** In a list of objects one match is enough; a missing member counts as empty, for `exists: false`. */
function branchPattern(member: unknown, name: string): Pattern {
  if (!isRecord(member)) throw new PatternError(`"${name}" must be an object or an array`);
  const inside = objectPattern(member);
  return (value) => {
    const found = valuesOf(value);
    return found.length === 0 ? inside({}) : found.some(inside);
  };
}

function leafPattern(entries: readonly unknown[]): Pattern {
  if (entries.length === 0) throw new PatternError('Empty arrays are not allowed');
  const tests = entries.map(parseTest);
  if (isTooComplex(entries.map(wildcardsIn)))
    throw new PatternError(
      'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
    );
  return (value) => {
    // EventBridge matches leaves only: an object is not a value, so its own path does not exist.
    const values = valuesOf(value).filter((one) => !isRecord(one));
    return tests.some((test) => test(values));
  };
}

const valuesOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value.flatMap(valuesOf) : [value];
