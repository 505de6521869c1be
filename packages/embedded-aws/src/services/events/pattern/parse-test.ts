import { BlockList, isIP } from 'node:net';
import { isRecord } from '../../../bounded-json';
import { parseNumericRange, PatternError, wildcardTest } from './value-tests';

/** Tests the values at a place of an event: none, one, or those of a list. */
export type Test = (values: readonly unknown[]) => boolean;

type ValueTest = (value: unknown) => boolean;

/**
 * Parses one entry of a pattern's list: a literal value or an operator.
 *
 * @throws PatternError
 */
export function parseTest(entry: unknown, path: string): Test {
  if (!isRecord(entry)) return some(equals(entry, path));
  const [operator, operand] = onlyMember(entry, path);
  if (operator === 'exists') {
    if (typeof operand !== 'boolean') throw wrong(path, 'exists', 'true or false');
    return (values) => values.length > 0 === operand;
  }
  if (operator === 'anything-but') return some(anythingBut(operand, path));
  return some(operatorTest(operator, operand, path));
}

const some =
  (test: ValueTest): Test =>
  (values) =>
    values.some(test);

function equals(wanted: unknown, path: string): ValueTest {
  if (Array.isArray(wanted)) throw new PatternError(`${path} holds an array within its array`);
  return (value) => value === wanted;
}

/** Operators that test one value, by name. */
const OPERATORS: Readonly<Record<string, (operand: unknown, path: string) => ValueTest>> = {
  prefix: (operand, path) => textTest(operand, `${path}.prefix`, (text, wanted) => text.startsWith(wanted)),
  suffix: (operand, path) => textTest(operand, `${path}.suffix`, (text, wanted) => text.endsWith(wanted)),
  'equals-ignore-case': (operand, path) =>
    textTest({ 'equals-ignore-case': operand }, path, (text, wanted) => text === wanted),
  wildcard: (operand, path) => {
    if (typeof operand !== 'string') throw wrong(path, 'wildcard', 'a string');
    return wildcardTest(operand, path);
  },
  numeric: parseNumericRange,
  cidr: (operand, path) => {
    const [network, bits] = String(operand).split('/');
    const version = isIP(network);
    if (version === 0 || !/^\d+$/.test(bits)) throw wrong(path, 'cidr', 'an address, / and a number of bits');
    const family = version === 6 ? 'ipv6' : 'ipv4';
    const block = new BlockList();
    block.addSubnet(network, Number(bits), family);
    return (value) => typeof value === 'string' && isIP(value) === version && block.check(value, family);
  },
};

function operatorTest(operator: string, operand: unknown, path: string): ValueTest {
  if (Object.hasOwn(OPERATORS, operator)) return OPERATORS[operator](operand, path);
  const known = ['anything-but', 'exists', ...Object.keys(OPERATORS)].sort().join(', ');
  throw new PatternError(`${path} has the unknown operator ${operator}; the embedded AWS knows ${known}`);
}

/** `"a"`, or case-insensitive `{"equals-ignore-case": "a"}`. */
function textTest(
  operand: unknown,
  path: string,
  holds: (text: string, wanted: string) => boolean,
): ValueTest {
  const ignoresCase = isRecord(operand);
  const wanted = ignoresCase ? operand['equals-ignore-case'] : operand;
  if (typeof wanted !== 'string' || (ignoresCase && Object.keys(operand).length > 1))
    throw new PatternError(`${path} must be a string or {"equals-ignore-case": a string}`);
  if (!ignoresCase) return (value) => typeof value === 'string' && holds(value, wanted);
  const lower = wanted.toLowerCase();
  return (value) => typeof value === 'string' && holds(value.toLowerCase(), lower);
}

/** A value, a list of values, or a text operator with one or several operands. */
function anythingBut(operand: unknown, path: string): ValueTest {
  const list: readonly unknown[] = [operand].flat();
  if (list.length === 0) throw new PatternError(`${path}: anything-but has an empty list`);
  if (new Set(list.map((value) => typeof value)).size > 1)
    throw new PatternError(`${path}: anything-but has strings and numbers in one list`);
  const tests = isRecord(operand)
    ? negatable(operand, path)
    : list.map((value) => {
        if (typeof value !== 'string' && typeof value !== 'number')
          throw wrong(path, 'anything-but', 'strings, numbers, or an operator on text');
        return equals(value, path);
      });
  return (value) => !tests.some((test) => test(value));
}

const NEGATABLE: ReadonlySet<string> = new Set(['prefix', 'suffix', 'equals-ignore-case', 'wildcard']);

function negatable(operand: Readonly<Record<string, unknown>>, path: string): ValueTest[] {
  const [operator, operands] = onlyMember(operand, path);
  if (!NEGATABLE.has(operator)) throw wrong(path, 'anything-but', [...NEGATABLE].join(', '));
  const list: readonly unknown[] = [operands].flat();
  if (list.length === 0) throw new PatternError(`${path}: ${operator} has an empty list`);
  if (operator !== 'equals-ignore-case' && operator !== 'wildcard' && list.includes(''))
    throw new PatternError('Null prefix/suffix not allowed');
  return list.map((one) => operatorTest(operator, one, path));
}

function onlyMember(entry: Readonly<Record<string, unknown>>, path: string): [string, unknown] {
  const members = Object.entries(entry);
  if (members.length !== 1) throw new PatternError(`${path} must hold one operator in each object`);
  return members[0];
}

const wrong = (path: string, operator: string, wanted: string): PatternError =>
  new PatternError(`${path}: ${operator} takes ${wanted}`);
