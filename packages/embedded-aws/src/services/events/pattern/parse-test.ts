import { BlockList, isIP } from 'node:net';
import { isRecord } from '../../../bounded-json';
import type { Wildcards } from '../../../wildcards';
import { parseNumericRange, PatternError, wildcardsOf, wildcardTest } from './value-tests';

/** Tests the values at a path of an event: none, one, or those of a list. */
export type Test = (values: readonly unknown[]) => boolean;

type ValueTest = (value: unknown) => boolean;

/**
 * Parses one entry of a pattern's list: a literal value or an operator. Error messages are EventBridge's.
 *
 * @throws PatternError
 */
export function parseTest(entry: unknown): Test {
  if (!isRecord(entry)) return some(equals(entry));
  const [operator, operand] = onlyMember(entry);
  if (operator === 'exists') {
    if (typeof operand !== 'boolean')
      throw new PatternError('exists match pattern must be either true or false.');
    return (values) => values.length > 0 === operand;
  }
  if (operator === 'anything-but') return some(anythingBut(operand));
  return some(operatorTest(operator, operand));
}

/** The wildcard patterns of an entry that {@link parseTest} takes, also those of an anything-but. */
export function wildcardsIn(entry: unknown): Wildcards[] {
  if (!isRecord(entry)) return [];
  if (entry['anything-but'] !== undefined) return wildcardsIn(entry['anything-but']);
  return entry.wildcard === undefined ? [] : ([entry.wildcard].flat() as string[]).map(wildcardsOf);
}

const some =
  (test: ValueTest): Test =>
  (values) =>
    values.some(test);

function equals(wanted: unknown): ValueTest {
  if (Array.isArray(wanted)) throw new PatternError('an array within an array is no value to match');
  return (value) => value === wanted;
}

/** Operators that test one value, by name. */
const OPERATORS: Readonly<Record<string, (operand: unknown) => ValueTest>> = {
  prefix: (operand) => textTest('prefix', operand, (text, wanted) => text.startsWith(wanted)),
  suffix: (operand) => textTest('suffix', operand, (text, wanted) => text.endsWith(wanted)),
  'equals-ignore-case': (operand) =>
    ignoringCase('equals-ignore-case', operand, (text, wanted) => text === wanted),
  wildcard: (operand) => wildcardTest(textOf('wildcard', operand)),
  numeric: parseNumericRange,
  // EventBridge's own message says prefix here.
  cidr: (operand) => addressTest(textOf('prefix', operand)),
};

function operatorTest(operator: string, operand: unknown): ValueTest {
  if (Object.hasOwn(OPERATORS, operator)) return OPERATORS[operator](operand);
  throw new PatternError(`Unrecognized match type ${operator}`);
}

function textOf(operator: string, operand: unknown): string {
  if (typeof operand !== 'string') throw new PatternError(`${operator} match pattern must be a string`);
  return operand;
}

type TextComparison = (text: string, wanted: string) => boolean;

/** `"a"`, or case-insensitive `{"equals-ignore-case": "a"}`. */
function textTest(operator: string, operand: unknown, holds: TextComparison): ValueTest {
  if (isRecord(operand) && Object.keys(operand).join() === 'equals-ignore-case')
    return ignoringCase(operator, operand['equals-ignore-case'], holds);
  const wanted = textOf(operator, operand);
  return (value) => typeof value === 'string' && holds(value, wanted);
}

function ignoringCase(operator: string, operand: unknown, holds: TextComparison): ValueTest {
  const lower = textOf(operator, operand).toLowerCase();
  return (value) => typeof value === 'string' && holds(value.toLowerCase(), lower);
}

function addressTest(range: string): ValueTest {
  const [network, bits, ...more] = range.split('/');
  if (bits === undefined || more.length > 0) throw new PatternError("Malformed CIDR, one '/' required");
  if (!/^\d+$/.test(bits)) throw new PatternError('Malformed CIDR, mask bits must be an integer');
  const version = isIP(network);
  if (version === 0) throw new PatternError(`Nonstandard IP address: ${network}`);
  const family = version === 6 ? 'ipv6' : 'ipv4';
  if (Number(bits) > (version === 6 ? 128 : 32))
    throw new PatternError(`Malformed CIDR, the mask has ${bits} bits`);
  const block = new BlockList();
  block.addSubnet(network, Number(bits), family);
  return (value) => typeof value === 'string' && isIP(value) === version && block.check(value, family);
}

const NO_VALUE = 'Value of anything-but must be an array or single string/number value.';

/** A value, a list of values, or a text operator with one or several operands. */
function anythingBut(operand: unknown): ValueTest {
  if (isRecord(operand)) return noneOf(negatable(operand));
  if (!Array.isArray(operand)) {
    if (typeof operand !== 'string' && typeof operand !== 'number') throw new PatternError(NO_VALUE);
    return noneOf([equals(operand)]);
  }
  const list: readonly unknown[] = operand;
  if (list.length === 0) throw new PatternError('anything-but has an empty list');
  if (list.some((value) => typeof value !== 'string' && typeof value !== 'number'))
    throw new PatternError('Inside anything but list, start|null|boolean is not supported.');
  if (new Set(list.map((value) => typeof value)).size > 1)
    throw new PatternError('anything-but has strings and numbers in one list');
  return noneOf(list.map(equals));
}

const noneOf =
  (tests: readonly ValueTest[]): ValueTest =>
  (value) =>
    !tests.some((test) => test(value));

/** EventBridge's messages for operands that are not strings, by operator. */
const NEGATABLE: Readonly<Record<string, string>> = {
  prefix: 'prefix/suffix match pattern must be a string',
  suffix: 'prefix/suffix match pattern must be a string',
  'equals-ignore-case':
    'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
  wildcard: 'wildcard match pattern must be a string',
};

function negatable(operand: Readonly<Record<string, unknown>>): ValueTest[] {
  const [operator, operands] = onlyMember(operand);
  if (!Object.hasOwn(NEGATABLE, operator))
    throw new PatternError(`Unsupported anything-but pattern: ${operator}`);
  if (isRecord(operands)) throw new PatternError(NO_VALUE);
  const list: readonly unknown[] = [operands].flat();
  if (list.length === 0) throw new PatternError(`${operator} has an empty list`);
  if (list.some((one) => typeof one !== 'string')) throw new PatternError(NEGATABLE[operator]);
  if (['prefix', 'suffix'].includes(operator) && list.includes(''))
    throw new PatternError('Null prefix/suffix not allowed');
  return list.map((one) => operatorTest(operator, one));
}

function onlyMember(entry: Readonly<Record<string, unknown>>): [string, unknown] {
  const members = Object.entries(entry);
  if (members.length !== 1) throw new PatternError('Only one key allowed in match expression');
  return members[0];
}
