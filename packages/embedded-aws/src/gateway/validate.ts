import { isRecord } from '../bounded-json';
import { AwsError } from '../aws-error';
import type { Fields, Shape, StringShape } from './shape';

/** A service's error code for input that violates a constraint. */
export type InvalidInputCode =
  | 'BadRequestException'
  | 'ValidationException'
  | 'InvalidInputException'
  | 'ValidationError'
  | 'InvalidArgument'
  | 'InvalidParameterException'
  | 'MalformedXML';

/**
 * Validates input and reports all violations, at most a hundred, in one error worded as by AWS.
 *
 * @throws AwsError `SerializationException` for a wrong JSON type, `code` for the rest
 */
export function validate(input: unknown, fields: Fields, code: InvalidInputCode): void {
  const violations = new Violations();
  checkStructure(input, fields, '', violations);
  const { count, named } = violations;
  if (count === 0) return;
  throw new AwsError(
    code,
    `${count} validation error${count > 1 ? 's' : ''} detected: ${named.join('; ')}${count > MAX_NAMED ? '; …' : ''}`,
  );
}

/** A megabyte can violate a constraint half a million times. */
const MAX_NAMED = 100;

class Violations {
  count = 0;
  readonly named: string[] = [];

  add(sentence: () => string): void {
    if (++this.count <= MAX_NAMED) this.named.push(sentence());
  }
}

function checkStructure(value: unknown, fields: Fields, path: string, violations: Violations): void {
  const members = expectType(isRecord, value, path, 'a structure');
  let isKnown = true;
  for (const name of Object.keys(members)) {
    if (Object.hasOwn(fields, name)) continue;
    isKnown = false;
    refuse.unknown(violations, path, name);
  }
  for (const name in fields) {
    const shape = fields[name];
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member !== undefined && member !== null) checkValue(member, shape, path + name, violations);
    // An unknown member may stand for the missing one: ExtendedStatistic for Statistic.
    else if (shape.required && isKnown)
      refuse.value(violations, path + name, null, 'Member must not be null');
  }
}

/** Outside the checks, so that these create no closures for valid input, which nearly all is. */
const refuse = {
  value: (violations: Violations, path: string, value: unknown, constraint: string): void =>
    violations.add(
      () =>
        `Value ${typeof value === 'number' ? `'${value}'` : describe(value)} at '${path}' failed to satisfy constraint: ${constraint}`,
    ),
  unknown: (violations: Violations, path: string, name: string): void =>
    violations.add(() => `Parameter '${path}${shortened(name)}' is not known to the embedded AWS`),
  beyondSubset: (violations: Violations, path: string, value: unknown, subset: readonly string[]): void =>
    violations.add(
      () =>
        `The embedded AWS does not support ${describe(value)} at '${path}'. Supported: ${subset.join(', ')}`,
    ),
  notEmpty: (violations: Violations, path: string): void =>
    violations.add(() => `The embedded AWS does not support '${path}': it must be empty`),
};

function checkValue(value: unknown, shape: Shape, path: string, violations: Violations): void {
  switch (shape.type) {
    case 'string':
      return checkString(value, shape, path, violations);
    case 'integer':
      return checkRange(
        expectType(isInteger, value, path, 'an integer'),
        shape,
        'value',
        value,
        path,
        violations,
      );
    case 'number':
      return checkRange(
        expectType(isNumber, value, path, 'a number'),
        shape,
        'value',
        value,
        path,
        violations,
      );
    case 'timestamp':
      return void expectType(isNumber, value, path, 'a timestamp in seconds');
    case 'boolean':
      return void expectType(isBoolean, value, path, 'a boolean');
    case 'list': {
      const list = expectType(isList, value, path, 'a list');
      if (shape.max === 0 && list.length > 0) return refuse.notEmpty(violations, path);
      checkRange(list.length, shape, 'length', value, path, violations);
      for (const [at, entry] of list.entries())
        checkValue(entry, shape.of, `${path}.${at + 1}.member`, violations);
      return;
    }
    case 'map': {
      const map = expectType(isRecord, value, path, 'a map');
      checkRange(Object.keys(map).length, shape, 'length', value, path, violations);
      for (const [key, entry] of Object.entries(map)) {
        if (shape.key) checkValue(key, shape.key, `${path}.key`, violations);
        checkValue(entry, shape.of, `${path}.${shortened(key)}`, violations);
      }
      return;
    }
    case 'structure':
      return checkStructure(value, shape.fields, `${path}.`, violations);
    case 'any':
  }
}

function checkString(value: unknown, shape: StringShape, path: string, violations: Violations): void {
  const text = expectType(isString, value, path, 'a string');
  checkRange(text.length, shape, 'length', value, path, violations);
  // An overlong text is already reported, and some patterns take forever on one.
  const isShort = text.length <= (shape.max ?? Infinity);
  if (shape.pattern && isShort && !wholly(shape.pattern).test(text))
    refuse.value(
      violations,
      path,
      value,
      `Member must satisfy regular expression pattern: ${shape.pattern.source}`,
    );
  if (shape.enum && !shape.enum.includes(text))
    refuse.value(violations, path, value, `Member must satisfy enum value set: [${shape.enum.join(', ')}]`);
  if (shape.subset && !shape.subset.includes(text))
    refuse.beyondSubset(violations, path, value, shape.subset);
}

const isString = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isInteger = (value: unknown): value is number => Number.isInteger(value);
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isList = (value: unknown): value is unknown[] => Array.isArray(value);

const anchored = new WeakMap<RegExp, RegExp>();

/** Anchors a pattern to the whole text; cached. */
function wholly(pattern: RegExp): RegExp {
  let whole = anchored.get(pattern);
  if (!whole) anchored.set(pattern, (whole = new RegExp(`^(?:${pattern.source})$`, pattern.flags)));
  return whole;
}

function checkRange(
  size: number,
  { min = -Infinity, max = Infinity }: { min?: number; max?: number },
  what: 'length' | 'value',
  value: unknown,
  path: string,
  violations: Violations,
): void {
  if (size < min)
    refuse.value(violations, path, value, `Member must have ${what} greater than or equal to ${min}`);
  if (size > max)
    refuse.value(violations, path, value, `Member must have ${what} less than or equal to ${max}`);
}

function expectType<T>(
  isRight: (value: unknown) => value is T,
  value: unknown,
  path: string,
  wanted: string,
): T {
  if (isRight(value)) return value;
  const at = path ? `at '${path.replace(/\.$/, '')}'` : 'as input';
  throw new AwsError('SerializationException', `Expected ${wanted} ${at}, got ${describe(value)}`);
}

/** Lists and structures are not printed: they may be too deep for recursion. */
function describe(value: unknown): string {
  if (isList(value)) return `[${value.length} entries]`;
  if (isRecord(value)) return `{${Object.keys(value).length} members}`;
  return isString(value) ? `'${shortened(value)}'` : String(value);
}

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
