import { parseBoundedJson, isRecord } from '../../../bounded-json';
import { parseTest } from './parse-test';
import { PatternError } from './value-tests';

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
  return objectPattern(value, '');
}

function objectPattern(value: unknown, path: string): Pattern {
  const place = path.replace(/\.$/, '') || 'the pattern';
  if (!isRecord(value)) throw new PatternError(`${place} must be an object or an array`);
  const members = Object.entries(value).map(([name, member]) => memberPattern(name, member, path));
  if (members.length === 0) throw new PatternError(`${place} is an empty object`);
  return (event) => members.every((member) => member(event));
}

function memberPattern(name: string, member: unknown, path: string): Pattern {
  if (name === '$or') {
    if (!Array.isArray(member) || member.length < 2)
      throw new PatternError(`${path}$or must be an array of two patterns or more`);
    const choices = member.map((choice: unknown) => objectPattern(choice, path));
    return (event) => choices.some((choice) => choice(event));
  }
  const matches = Array.isArray(member)
    ? leafPattern(member, path + name)
    : branchPattern(member, path + name);
  return (event) => matches(isRecord(event) && Object.hasOwn(event, name) ? event[name] : undefined);
}

/** In a list of objects one match is enough; a missing member counts as empty, for `exists: false`. */
function branchPattern(member: unknown, path: string): Pattern {
  const inside = objectPattern(member, `${path}.`);
  return (value) => {
    const found = valuesOf(value);
    return found.length === 0 ? inside({}) : found.some(inside);
  };
}

function leafPattern(entries: readonly unknown[], path: string): Pattern {
  if (entries.length === 0) throw new PatternError(`${path} is an empty array`);
  const tests = entries.map((entry) => parseTest(entry, path));
  return (value) => {
    // EventBridge knows leaves alone: what has members is no value, so that it does not exist there.
    const values = valuesOf(value).filter((one) => !isRecord(one));
    return tests.some((test) => test(values));
  };
}

const valuesOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value.flatMap(valuesOf) : [value];
