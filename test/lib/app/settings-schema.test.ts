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
    ['sourceVersion', 2],
    ['preparation', 'glue'],
    ['glueWorkers', 299],
    ['holdout', 0],
    ['eventTypes', { Seen: 'View' }],
    ['useCases', { 'recommended-for-you': { explorationWeight: 0.5, explorationItemAgeCutOff: 7 } }],
    ['useCases', { 'best-sellers': { metadata: true, excludedColumns: { ITEMS: ['PRICE'] } } }],
    ['filters', { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' }],
    ['kmsKeyArn', 'arn:aws:kms:eu-west-1:111122223333:key/0123'],
    ['accessLogsBucket', 'access-logs'],
    ['logRetentionDays', 3653],
    ['vpcId', 'vpc-0123456789abcdef0'],
    ['subnetIds', ['subnet-0123456789abcdef0', 'subnet-1']],
    ['tags', { 'cost centre': 'Läden/7' }],
    ['freshDataSchedule', 'cron(0/15 3,4 ? JAN-MAR MON#1 *)'],
    ['freshDataSchedule', 'rate(1 day)'],
    ['requestRate', { min: 1, max: 10 }],
    ['requestRate', { 'best-sellers': { min: 1, max: 10 } }],
    ['runningHours', { days: 'MON-FRI', from: '08:00', to: '20:00', timeZone: 'Asia/Seoul' }],
    ['runningHours', { days: ['MON', 'WED-FRI'], from: '08:00', to: '20:00', timeZone: 'UTC', holidays: [] }],
    ['api', { origins: ['https://shop.example', 'http://localhost:3000'] }],
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
    ['notify', ['owner@shop.test']],
  ])('and the check accept for %s %j', (name, value) => {
    expect(checked(name, value)).toBeDefined();
    expect(conforms(value, schemaOf(name))).toBe(true);
  });

  it.each<[keyof Settings, unknown]>([
    ['archive', ''],
    ['source', 'shop-exports/2026-11'],
    ['sourceVersion', 'the second'],
    ['preparation', 'spark'],
    ['glueWorkers', 1],
    ['glueWorkers', 2.5],
    ['holdout', 1],
    ['eventTypes', {}],
    ['eventTypes', { Seen: 'Watch' }],
    ['useCases', []],
    ['useCases', {}],
    ['useCases', ['best-seller']],
    ['eventTracker', 'on'],
    ['metricAttribution', 'orders'],
    ['metricAttribution', { orders: {} }],
    ['metricAttribution', { orders: { event: 'Purchase', sum: 'PRICE' } }],
    ['filters', 'cheap'],
    ['filters', Object.fromEntries(Array.from({ length: 16 }, (_, at) => [at, '']))],
    ['trainingTimeoutHours', 25],
    ['kmsKeyArn', 'alias/shop'],
    ['accessLogsBucket', 's3://access-logs'],
    ['logRetentionDays', 31],
    ['vpcId', 'main'],
    ['subnetIds', ['sg-1']],
    ['securityGroupIds', ['sg-1', 'sg-1']],
    ['stage', 'a-stage-too-long'],
    ['tags', { 'ecommerce-recommenders:stack': 'mine' }],
    ['tags', { 'aws:x': 'y' }],
    ['freshDataSchedule', 'rate(1 days)'],
    ['stopWhenIdleHours', 337],
    ['notify', ['owner']],
    ['notify', ['owner@shop.test', 'owner@shop.test']],
    ['dataAgeDays', -1],
    ['force', 1],
    ['useCases', { 'best-sellers': { explorationWeight: 0.5 } }],
    ['useCases', { 'best-sellers': { excludedColumns: { ITEMS: ['colour'] } } }],
    ['filters', { 'no spaces': 'x' }],
    ['api', {}],
    ['api', { origins: ['*'] }],
    ['api', { origins: ['https://shop.example/'] }],
    ['api', { origins: ['https://shop.example'], rate: 0 }],
    ['api', { origins: ['https://shop.example'], colour: 'red' }],
    ['api', { origins: ['https://shop.example'], soldOut: { column: 'STYLE' } }],
    ['requestRate', { min: 1 }],
    ['requestRate', { min: 0, max: 2 }],
    ['requestRate', { 'best-seller': { min: 1, max: 10 } }],
    ['runningHours', { from: '8:00', to: '20:00', timeZone: 'UTC' }],
    ['runningHours', { from: '08:00', to: '20:00' }],
    ['runningHours', { from: '08:00', to: '20:00', timeZone: 'UTC', zone: 'UTC' }],
  ])('and the check refuse for %s %j', (name, value) => {
    expect(() => checked(name, value)).toThrow(name);
    expect(conforms(value, schemaOf(name))).toBe(false);
  });
});
