import { nearestName } from '@ecommerce-recommenders/personalize/nearest-name';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { SettingProblem, type JsonSchema } from '../settings/setting-kinds';

/** A part of a structure in JSON: how it is read, and its JSON schema. */
export interface Shape<Value> {
  /**
   * @param path - where the value stands, for messages: `data.items.price`
   * @throws SettingProblem that says what was got and what is allowed there
   */
  readonly read: (raw: unknown, path: string) => Value;
  readonly schema: JsonSchema;
}

/** A problem with the value at a path. */
export const problemAt = (path: string, raw: unknown, allowed: string): SettingProblem =>
  new SettingProblem(
    `${path} is ${raw === undefined ? 'missing' : excerpt(JSON.stringify(raw), 100)}, allowed is ${allowed}.`,
  );

/** Text of a pattern. */
export const matchingText = (pattern: RegExp, allowed: string): Shape<string> => ({
  read: (raw, path) => {
    if (typeof raw === 'string' && pattern.test(raw)) return raw;
    throw problemAt(path, raw, allowed);
  },
  schema: { type: 'string', pattern: pattern.source },
});

/** A number that is finite. */
export const anyNumber: Shape<number> = {
  read: (raw, path) => {
    if (typeof raw === 'number' && Number.isFinite(raw)) return raw;
    throw problemAt(path, raw, 'a number');
  },
  schema: { type: 'number' },
};

/** One of a few values. */
export const oneOfValues = <const Value extends string | boolean>(
  ...values: readonly Value[]
): Shape<Value> => ({
  read: (raw, path) => {
    const found = values.find((value) => value === raw);
    if (found !== undefined) return found;
    throw problemAt(path, raw, values.map((value) => JSON.stringify(value)).join(' or '));
  },
  schema: { enum: values },
});

/** A list with at least one element. */
export const listOf = <Value>(element: Shape<Value>): Shape<readonly Value[]> => ({
  read: (raw, path) => {
    if (!Array.isArray(raw) || raw.length === 0) throw problemAt(path, raw, 'a list of one element or more');
    return raw.map((one, at) => element.read(one, `${path}[${at}]`));
  },
  schema: { type: 'array', minItems: 1, items: element.schema },
});

/** One shape for values that `isFirst`, another for the others. */
export const either = <First, Second>(
  isFirst: (raw: unknown) => boolean,
  first: Shape<First>,
  second: Shape<Second>,
): Shape<First | Second> => ({
  read: (raw, path) => (isFirst(raw) ? first : second).read(raw, path),
  schema: { anyOf: [first.schema, second.schema] },
});

/** An object from names of a pattern to values. */
export const recordOf = <Value>(
  name: RegExp,
  namesInWords: string,
  element: Shape<Value>,
): Shape<Readonly<Record<string, Value>>> => ({
  read: (raw, path) => {
    const entries = Object.entries(objectAt(path, raw));
    if (entries.length === 0) throw problemAt(path, raw, 'an object with one member or more');
    for (const [key] of entries)
      if (!name.test(key))
        throw new SettingProblem(`${path} has the name ${JSON.stringify(key)}, allowed is ${namesInWords}.`);
    return Object.fromEntries(entries.map(([key, value]) => [key, element.read(value, `${path}.${key}`)]));
  },
  schema: {
    type: 'object',
    minProperties: 1,
    propertyNames: { pattern: name.source },
    additionalProperties: element.schema,
  },
});

/** A member of an object. */
export interface Member<Value> extends Shape<Value> {
  readonly isRequired?: true;
  /** For the JSON schema. */
  readonly description: string;
}

/** An object of known members. */
export function objectOf<Of extends object>(members: {
  readonly [Name in keyof Of]-?: Member<Exclude<Of[Name], undefined>>;
}): Shape<Of> {
  const known = Object.entries<Member<unknown>>(members);
  const names = known.map(([name]) => name);
  return {
    read: (raw, path) => {
      const given = objectAt(path, raw);
      for (const name of Object.keys(given))
        if (!names.includes(name))
          throw new SettingProblem(
            `${path} has the unknown member ${name}, allowed are ${names.join(', ')}. Did you mean ${nearestName(name, names)}?`,
          );
      const present = known.filter(([name, { isRequired }]) => isRequired ?? given[name] !== undefined);
      return Object.fromEntries(
        present.map(([name, { read }]) => [name, read(given[name], `${path}.${name}`)]),
      ) as Of;
    },
    schema: {
      type: 'object',
      additionalProperties: false,
      required: known.filter(([, { isRequired }]) => isRequired).map(([name]) => name),
      properties: Object.fromEntries(
        known.map(([name, { description, schema }]) => [name, { description, ...schema }]),
      ),
    },
  };
}

/** Whether a value is an object and no list. */
export const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

function objectAt(path: string, raw: unknown): Readonly<Record<string, unknown>> {
  if (isObject(raw)) return raw;
  throw problemAt(path, raw, 'an object');
}
