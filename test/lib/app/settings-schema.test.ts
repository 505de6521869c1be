import { join } from 'node:path';
import {
  readSetting,
  SETTING_NAMES,
  SETTINGS,
  type Settings,
} from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { JsonSchema } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';

const ROOT = join(__dirname, '../../..');

const schemaOf = (name: keyof Settings): JsonSchema => SETTINGS[name].shape.schema;
const checked = (name: keyof Settings, value: unknown): unknown =>
  readSetting(name, value, { projectRoot: ROOT, mapping: null });

/** Whether a value is valid by a JSON schema. @throws Error for a keyword that the settings do not use */
function conforms(value: unknown, schema: JsonSchema): boolean {
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

describe('the JSON schema of a setting', () => {
  it('accepts every default', () => {
    const refused = SETTING_NAMES.filter((name) => !conforms(SETTINGS[name].default, schemaOf(name)));
    expect(refused).toEqual([]);
  });

  it.each<[keyof Settings, unknown]>([
    ['source', 's3://shop-exports/2026-11'],
    ['useCases', { 'recommended-for-you': { explorationWeight: 0.5, explorationItemAgeCutOff: 7 } }],
    ['kmsKeyArn', 'arn:aws:kms:eu-west-1:111122223333:key/0123'],
    ['subnetIds', ['subnet-0123456789abcdef0', 'subnet-1']],
    ['tags', { 'cost centre': 'Läden/7' }],
    ['freshDataSchedule', 'cron(0/15 3,4 ? JAN-MAR MON#1 *)'],
    ['requestRate', { 'best-sellers': { min: 1, max: 10 } }],
    ['runningHours', { days: ['MON', 'WED-FRI'], from: '08:00', to: '20:00', timeZone: 'UTC', holidays: [] }],
    [
      'api',
      {
        origins: ['https://shop.example:8443'],
        filter: 'cheap',
        show: { name: 'NAME' },
        currency: 'EUR',
        soldOut: { column: 'STYLE', values: ['0', ''] },
        jwt: { issuer: 'https://login.shop.example/realms/shop', audience: ['shop'], claim: 'custom:id' },
        rate: 10,
        burst: 20,
        concurrency: 5,
      },
    ],
  ])('and the check accept for %s %j', (name, value) => {
    expect(checked(name, value)).toBeDefined();
    expect(conforms(value, schemaOf(name))).toBe(true);
  });

  it.each<[keyof Settings, unknown]>([
    ['glueWorkers', 2.5],
    ['eventTypes', { Seen: 'Watch' }],
    ['useCases', ['best-seller']],
    ['metricAttribution', { orders: { event: 'Purchase', sum: 'PRICE' } }],
    ['filters', Object.fromEntries(Array.from({ length: 16 }, (_, at) => [at, '']))],
    ['securityGroupIds', ['sg-1', 'sg-1']],
    ['tags', { 'ecommerce-recommenders:stack': 'mine' }],
    ['freshDataSchedule', 'rate(1 days)'],
    ['notify', ['owner@shop.test', 'owner@shop.test']],
    ['useCases', { 'best-sellers': { explorationWeight: 0.5 } }],
    ['useCases', { 'best-sellers': { excludedColumns: { ITEMS: ['colour'] } } }],
    ['filters', { 'no spaces': 'x' }],
    ['api', { origins: ['https://shop.example/'] }],
    ['api', { origins: ['https://shop.example'], colour: 'red' }],
    ['api', { origins: ['https://shop.example'], soldOut: { column: 'STYLE' } }],
    ['requestRate', { 'best-seller': { min: 1, max: 10 } }],
    ['runningHours', { from: '8:00', to: '20:00', timeZone: 'UTC' }],
    ['runningHours', { from: '08:00', to: '20:00', timeZone: 'UTC', zone: 'UTC' }],
  ])('and the check refuse for %s %j', (name, value) => {
    expect(() => checked(name, value)).toThrow(name);
    expect(conforms(value, schemaOf(name))).toBe(false);
  });
});
