import type { JsonSchema } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';

/** Whether a value is valid by a JSON schema. @throws Error for a keyword that the settings do not use */
export function conforms(value: unknown, schema: JsonSchema): boolean {
  return Object.entries(schema).every(([keyword, wanted]) => {
    const check = KEYWORDS[keyword];
    if (!check) throw new Error(`The keyword ${keyword} is not known here.`);
    return check(value, wanted as never, schema);
  });
}

type Check = (value: unknown, wanted: never, schema: JsonSchema) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TYPES: Record<string, (value: unknown) => boolean> = {
  array: Array.isArray,
  object: isObject,
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
};

const ifText = (value: unknown, holds: (text: string) => boolean): boolean =>
  typeof value !== 'string' || holds(value);
const ifNumber = (value: unknown, holds: (number: number) => boolean): boolean =>
  typeof value !== 'number' || holds(value);
const ifList = (value: unknown, holds: (list: unknown[]) => boolean): boolean =>
  !Array.isArray(value) || holds(value);
const ifObject = (value: unknown, holds: (object: Record<string, unknown>) => boolean): boolean =>
  !isObject(value) || holds(value);

const KEYWORDS: Record<string, Check> = {
  description: () => true,
  default: () => true,
  type: (value, types: string | string[]) => [types].flat().some((type) => TYPES[type](value)),
  enum: (value, words: unknown[]) => words.includes(value),
  not: (value, schema: JsonSchema) => !conforms(value, schema),
  anyOf: (value, schemas: JsonSchema[]) => schemas.some((schema) => conforms(value, schema)),
  pattern: (value, pattern: string) => ifText(value, (text) => new RegExp(pattern, 'u').test(text)),
  minLength: (value, least: number) => ifText(value, ({ length }) => length >= least),
  maxLength: (value, most: number) => ifText(value, ({ length }) => length <= most),
  minimum: (value, least: number) => ifNumber(value, (number) => number >= least),
  maximum: (value, most: number) => ifNumber(value, (number) => number <= most),
  exclusiveMaximum: (value, bound: number) => ifNumber(value, (number) => number < bound),
  minItems: (value, least: number) => ifList(value, ({ length }) => length >= least),
  maxItems: (value, most: number) => ifList(value, ({ length }) => length <= most),
  uniqueItems: (value) => ifList(value, (list) => new Set(list).size === list.length),
  items: (value, schema: JsonSchema) => ifList(value, (list) => list.every((one) => conforms(one, schema))),
  required: (value, names: string[]) => ifObject(value, (object) => names.every((name) => name in object)),
  minProperties: (value, least: number) => ifObject(value, (object) => Object.keys(object).length >= least),
  maxProperties: (value, most: number) => ifObject(value, (object) => Object.keys(object).length <= most),
  propertyNames: (value, schema: JsonSchema) =>
    ifObject(value, (object) => Object.keys(object).every((name) => conforms(name, schema))),
  properties: (value, schemas: Record<string, JsonSchema>) =>
    ifObject(value, (object) =>
      Object.entries(object).every(([name, one]) => !(name in schemas) || conforms(one, schemas[name])),
    ),
  additionalProperties: (value, wanted: JsonSchema | false, { properties = {} }) =>
    ifObject(value, (object) =>
      Object.entries(object)
        .filter(([name]) => !(name in (properties as object)))
        .every(([, one]) => wanted !== false && conforms(one, wanted)),
    ),
};
