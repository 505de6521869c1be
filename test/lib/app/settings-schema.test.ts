import { join } from 'node:path';
import {
  readSetting,
  SETTING_NAMES,
  SETTINGS,
  type Settings,
} from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { JsonSchema } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { conforms } from '../support/conforms';

const ROOT = join(__dirname, '../../..');

const schemaOf = (name: keyof Settings): JsonSchema => SETTINGS[name].shape.schema;
const checked = (name: keyof Settings, value: unknown): unknown =>
  readSetting(name, value, { projectRoot: ROOT, mapping: null });

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
