import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { didYouMean } from '@ecommerce-recommenders/personalize/nearest-name';
import type { ShopMapping } from '../../data/mapping/mapping';

/** A JSON schema, draft 7. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What the check of a value may depend on, besides the value. */
export interface Context {
  /** Folder at which relative paths start. */
  readonly projectRoot: string;
  /** The value of the setting `data`: the shop's datasets, and the accepted kinds of archive; null for the workshop's columns. */
  readonly mapping: ShopMapping | null;
}

/** Context for values that depend on nothing else. */
export const NO_CONTEXT: Context = { projectRoot: '', mapping: null };

/** Declares in one place which values are allowed: their type, how they are read and checked, and their JSON schema. */
export interface Shape<Value> {
  /**
   * Reads a value. Text may stand for a number or a flag, because the command line passes only text.
   *
   * @param at - the place of the value, for messages: `api.jwt.issuer`
   * @throws SettingProblem that names the place and says what was found and what is allowed
   */
  readonly read: (raw: unknown, at: string, context: Context) => Value;
  /** Completes the message "allowed is …". */
  readonly allowed: string;
  /** Schema with which an editor checks cdk.json. It covers only the JSON form, not the text that follows `-c`. */
  readonly schema: JsonSchema;
}

/** The type of a shape's values. */
export type ValueOf<Of> = Of extends Shape<infer Value> ? Value : never;

/** A value that is not allowed. The message begins with its place. */
export class SettingProblem extends Error {}

/** The place of a member. The place of an object whose members are named alone is empty. */
export const inside = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);

/** The problem that a value is not allowed; `undefined` means that a required value is missing. */
export const notAllowed = (at: string, raw: unknown, allowed: string): SettingProblem =>
  new SettingProblem(
    `${at} is ${raw === undefined ? 'missing' : excerpt(JSON.stringify(raw), 200)}, allowed is ${allowed}.`,
  );

/**
 * A shape whose values one function recognizes.
 *
 * @param parse - returns `undefined` for a value that is not allowed
 */
export const shapeOf = <Value>(
  allowed: string,
  schema: JsonSchema,
  parse: (raw: unknown, context: Context) => Value | undefined,
): Shape<Value> => ({
  read: (raw, at, context) => {
    const value = parse(raw, context);
    if (value !== undefined) return value;
    throw notAllowed(at, raw, allowed);
  },
  allowed,
  schema,
});

/** A shape with a further check or conversion, which its JSON schema does not express. */
export const refined = <From, To>(
  shape: Shape<From>,
  refine: (value: From, at: string, context: Context) => To,
): Shape<To> => ({
  ...shape,
  read: (raw, at, context) => refine(shape.read(raw, at, context), at, context),
});

/** A text that matches a pattern. */
export const text = (pattern: RegExp, allowed: string): Shape<string> =>
  shapeOf(allowed, { type: 'string', pattern: pattern.source }, (raw) =>
    typeof raw === 'string' && pattern.test(raw) ? raw : undefined,
  );

/** Any text up to a length. */
export const textUpTo = (maxLength: number, allowed: string): Shape<string> =>
  shapeOf(allowed, { type: 'string', maxLength }, (raw) =>
    typeof raw === 'string' && raw.length <= maxLength ? raw : undefined,
  );

/** `true` or `false`. */
export const FLAG: Shape<boolean> = shapeOf('true or false', { type: 'boolean' }, (raw) => {
  if (raw === true || raw === 'true') return true;
  return raw === false || raw === 'false' ? false : undefined;
});

/** Bounds of a number, named as in JSON schema. */
export interface Range {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
}

/** A number within a range. */
export const number = (range: Range, allowed = `a number ${rangeInWords(range)}`): Shape<number> =>
  shapeOf(allowed, { type: 'number', ...range }, (raw) => numberWithin(raw, range));

/** A number within a range, without a fraction. */
export const wholeNumber = (range: Range, allowed = `a whole number ${rangeInWords(range)}`): Shape<number> =>
  shapeOf(allowed, { type: 'integer', ...range }, (raw) => {
    const value = numberWithin(raw, range);
    return Number.isInteger(value) ? value : undefined;
  });

/** A whole number from 1. @param what - plural noun for messages: `guests` */
export const countUpTo = (maximum: number, what: string): Shape<number> =>
  wholeNumber({ minimum: 1, maximum }, `a whole number of ${what} from 1 to ${maximum}`);

const rangeInWords = ({ minimum, maximum }: Range): string => `from ${minimum} to ${maximum}`;

function numberWithin(
  raw: unknown,
  { minimum = -Infinity, maximum = Infinity, exclusiveMaximum = Infinity }: Range,
): number | undefined {
  const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  return value >= minimum && value <= maximum && value < exclusiveMaximum ? value : undefined;
}

/** One of a few words. */
export const oneOf = <const Word extends string>(...words: readonly Word[]): Shape<Word> =>
  shapeOf(words.join(' or '), { enum: words }, (raw) => words.find((word) => word === raw));

/** One of a few numbers. */
export const oneOfNumbers = (...numbers: readonly number[]): Shape<number> =>
  shapeOf(`one of ${numbers.join(', ')}`, { enum: numbers }, (raw) =>
    numbers.find((number) => raw === number || raw === String(number)),
  );

/** Minimum and maximum number of elements of a list, or members of an object. */
export interface Count {
  readonly least?: number;
  readonly most?: number;
}

const isWithin = (length: number, { least = 0, most = Infinity }: Count): boolean =>
  length >= least && length <= most;

/** A list with at least one element. */
export const listOf = <Value>(element: Shape<Value>): Shape<readonly Value[]> => {
  const allowed = 'a list of one element or more';
  return {
    read: (raw, at, context) => {
      if (!Array.isArray(raw) || raw.length === 0) throw notAllowed(at, raw, allowed);
      return raw.map((one, index) => element.read(one, `${at}[${index}]`, context));
    },
    allowed,
    schema: { type: 'array', minItems: 1, items: element.schema },
  };
};

/** A list of distinct texts that match a pattern. */
export const texts = (pattern: RegExp, { least, most }: Count, allowed: string): Shape<readonly string[]> => {
  const schema = {
    type: 'array',
    ...(least !== undefined && { minItems: least }),
    ...(most !== undefined && { maxItems: most }),
    uniqueItems: true,
    items: { type: 'string', pattern: pattern.source },
  };
  return shapeOf(allowed, schema, (raw) => {
    if (!Array.isArray(raw) || !isWithin(raw.length, { least, most })) return undefined;
    const isAllowed = raw.every((one) => typeof one === 'string' && pattern.test(one));
    return isAllowed && new Set(raw).size === raw.length ? (raw as string[]) : undefined;
  });
};

/** A list that may also be given as comma-separated text; empty text means an empty list. */
export const withCommas = <Value>(list: Shape<Value>): Shape<Value> => ({
  ...list,
  read: (raw, at, context) => {
    try {
      return list.read(typeof raw === 'string' ? splitAtCommas(raw) : raw, at, context);
    } catch (error) {
      // The message quotes what the user typed.
      throw typeof raw === 'string' && error instanceof SettingProblem
        ? notAllowed(at, raw, list.allowed)
        : error;
    }
  },
});

const splitAtCommas = (list: string): string[] =>
  list.trim() === '' ? [] : list.split(',').map((one) => one.trim());

/** One shape for values that meet `isFirst`, another for all others. */
export const either = <First, Second>(
  isFirst: (raw: unknown) => boolean,
  first: Shape<First>,
  second: Shape<Second>,
  allowed = `${first.allowed}, or ${second.allowed}`,
): Shape<First | Second> => ({
  read: (raw, at, context) => (isFirst(raw) ? first : second).read(raw, at, context),
  allowed,
  schema: { anyOf: [first.schema, second.schema] },
});

const NOTHING: readonly unknown[] = ['', null, false];

/** A shape, or nothing: `''`, `null` or `false`, all of which are read as null. */
export const orNothing = <Value>(shape: Shape<Value>): Shape<Value | null> => ({
  ...shape,
  read: (raw, at, context) =>
    NOTHING.includes(raw) || raw === 'false' ? null : shape.read(raw, at, context),
  schema: { anyOf: [{ enum: NOTHING }, shape.schema] },
});

/** Like {@link orNothing}; in addition, `true` means the object with its defaults. */
export const switchable = <Value>(shape: Shape<Value>): Shape<Value | null> => ({
  ...shape,
  read: (raw, at, context) => orNothing(shape).read(raw === true || raw === 'true' ? {} : raw, at, context),
  schema: { anyOf: [{ enum: [true, ...NOTHING] }, shape.schema] },
});

/** The allowed names of an object's members, for {@link recordOf}. */
export type Names = Pick<Shape<string>, 'read' | 'schema'>;

/** An object from names to values. */
export function recordOf<Value>(
  names: Names,
  element: Shape<Value>,
  { least, most }: Count,
  allowed: string,
): Shape<Readonly<Record<string, Value>>> {
  return {
    read: (raw, at, context) => {
      if (!isObject(raw) || !isWithin(Object.keys(raw).length, { least, most }))
        throw notAllowed(at, raw, allowed);
      return Object.fromEntries(
        Object.entries(raw).map(([name, value]) => [
          names.read(name, at, context),
          element.read(value, inside(at, name), context),
        ]),
      );
    },
    allowed,
    schema: {
      type: 'object',
      ...(least !== undefined && { minProperties: least }),
      ...(most !== undefined && { maxProperties: most }),
      propertyNames: names.schema,
      additionalProperties: element.schema,
    },
  };
}

/**
 * Names that match a pattern, for {@link recordOf}.
 *
 * @param what - what they name, for messages: `filter`
 */
export const namesOf = (what: string, pattern: RegExp, allowed: string): Names => ({
  read: (name, at) => {
    if (typeof name === 'string' && pattern.test(name)) return name;
    throw new SettingProblem(`${at} has a ${what} called ${JSON.stringify(name)}, allowed are ${allowed}.`);
  },
  schema: { pattern: pattern.source },
});

/** A member of an object. It is optional unless it is required or has a default. */
export interface Member<Value> extends Shape<Value> {
  readonly isRequired?: true;
  readonly default?: Value;
  /** Description for the JSON schema. */
  readonly description?: string;
}

/** A member that has to be given. */
export const required = <Value>(shape: Shape<Value>, description?: string): Member<Value> => ({
  ...shape,
  isRequired: true,
  description,
});

/** A member that may be absent. */
export const optional = <Value>(shape: Shape<Value>, description?: string): Member<Value> => ({
  ...shape,
  description,
});

/** A member with a default, which applies if the member is absent. */
export const withDefault = <Value>(shape: Shape<Value>, value: NoInfer<Value>): Member<Value> => ({
  ...shape,
  default: value,
});

/** An object of known members, which are read in the order of their declaration. */
export function objectOf<Of extends object>(
  members: { readonly [Name in keyof Of]-?: Member<Exclude<Of[Name], undefined>> },
  allowed = 'an object',
): Shape<Of> {
  const known = Object.entries<Member<unknown>>(members);
  const names = known.map(([name]) => name);
  return {
    read: (raw, at, context) => {
      if (!isObject(raw)) throw notAllowed(at, raw, allowed);
      refuseUnknownMembers(raw, names, at);
      const given = known.map(
        ([name, member]) => [name, member, raw[name] === undefined ? member.default : raw[name]] as const,
      );
      return Object.fromEntries(
        given
          .filter(([, { isRequired }, value]) => isRequired ?? value !== undefined)
          .map(([name, { read }, value]) => [name, read(value, inside(at, name), context)]),
      ) as Of;
    },
    allowed,
    schema: {
      type: 'object',
      additionalProperties: false,
      ...(known.some(([, { isRequired }]) => isRequired) && {
        required: known.filter(([, { isRequired }]) => isRequired).map(([name]) => name),
      }),
      properties: Object.fromEntries(
        known.map(([name, { description, default: value, schema }]) => [
          name,
          {
            ...(description !== undefined && { description }),
            ...(value !== undefined && { default: value }),
            ...schema,
          },
        ]),
      ),
    },
  };
}

/** @throws SettingProblem that names the first unknown member, and a similar known one */
export function refuseUnknownMembers(
  given: object,
  names: readonly string[],
  at: string,
  what = 'member',
): void {
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new SettingProblem(
    `${at} has the unknown ${what} ${unknown}, allowed are ${names.join(', ')}.${didYouMean(unknown, names)}`,
  );
}

/** Whether a value is an object but not an array. */
export const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** Parses a text as JSON, if it is JSON. Any other value is returned unchanged. */
export function parsedJson(raw: unknown): unknown {
  if (typeof raw !== 'string' || !/^\s*[[{]/.test(raw)) return raw;
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
