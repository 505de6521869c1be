import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import cdkJson from '../../../cdk.json';
import { SETTINGS, SETTING_NAMES, type Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import type { JsonSchema } from '@ecommerce-recommenders/shop-data/settings/setting-kinds';
import { conforms } from '../support/conforms';
import { documentedDefaults, settingDescriptions, settingsSchema } from '../support/settings-schema';

const ROOT = join(__dirname, '../../..');
const DOCUMENT = join(ROOT, 'docs/cdk.schema.json');

const schemaOf = (name: keyof Settings): JsonSchema => SETTINGS[name].schema;

describe('the JSON schema of cdk.json', () => {
  it('is docs/cdk.schema.json', () => {
    const document = `${JSON.stringify(settingsSchema(), null, 2)}\n`;
    if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, document);
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
  });

  it('is named in cdk.json, for editors', () => {
    expect(join(ROOT, cdkJson.$schema)).toBe(DOCUMENT);
  });

  it('describes every setting', () => {
    const descriptions = settingDescriptions();
    expect(Object.keys(descriptions)).toEqual(SETTING_NAMES);
    expect(Object.values(descriptions).filter((text) => text!.length < 10)).toEqual([]);
  });

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
    expect(SETTINGS[name].parse(value, ROOT)).toBeDefined();
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
    ['tags', { stack: 'mine' }],
    ['tags', { 'aws:x': 'y' }],
    ['freshDataSchedule', 'rate(1 days)'],
    ['stopWhenIdleHours', 337],
    ['notify', ['owner']],
    ['notify', ['owner@shop.test', 'owner@shop.test']],
    ['dataAgeDays', -1],
    ['force', 1],
  ])('and the check refuse for %s %j', (name, value) => {
    expect(SETTINGS[name].parse(value, ROOT)).toBeUndefined();
    expect(conforms(value, schemaOf(name))).toBe(false);
  });

  it.each<[keyof Settings, unknown]>([
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
  ])('and the check refuse a part of %s %j', (name, value) => {
    expect(() => SETTINGS[name].parse(value, ROOT)).toThrow();
    expect(conforms(value, schemaOf(name))).toBe(false);
  });
});

describe.each(['docs/settings.md', 'docs/ko/settings.md'])('the table of settings in %s', (file) => {
  const rows = readFileSync(join(ROOT, file), 'utf8').split('\n');
  const start = rows.findIndex((row) => row.startsWith('| `archive` |'));
  const table = rows.slice(start, rows.indexOf('', start)).map((row) => row.split(' | '));
  const cells = Object.fromEntries(table.map(([name, cell]) => [name.replace(/[|` ]/g, ''), cell]));

  it('names every setting, in the order of the table in the code', () => {
    expect(Object.keys(cells)).toEqual(SETTING_NAMES);
  });

  it('has the defaults of the code', () => {
    // Words stand for nothing, and for what would be too long.
    const inWords = (name: keyof Settings): boolean =>
      ['archive', 'useCases'].includes(name) || ['', '[]'].includes(asText(SETTINGS[name].default));
    const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
    for (const name of SETTING_NAMES) {
      const [, inCode] = /^`(.*)`$/.exec(cells[name]) ?? [];
      expect([name, inCode]).toEqual([name, inWords(name) ? undefined : asText(SETTINGS[name].default)]);
    }
  });
});

describe('the doc comments of the settings', () => {
  it('have the defaults of the code, or words for nothing and for what would be too long', () => {
    const documented = documentedDefaults();
    for (const name of SETTING_NAMES) {
      const inCode = inspect(SETTINGS[name].default);
      const inWords = ['archive', 'useCases'].includes(name) || ["''", '[]', '{}'].includes(inCode);
      expect([name, documented[name]]).toEqual([name, inWords ? expect.stringMatching(/^- \w/) : inCode]);
    }
  });
});

describe('the settings in cdk.json', () => {
  it('are a few that a newcomer touches, with their defaults', () => {
    const written = Object.entries(cdkJson.context.ecommerceRecommenders) as [keyof Settings, unknown][];
    expect(written).toHaveLength(6);
    expect(written).toEqual(written.map(([name]) => [name, SETTINGS[name].default]));
  });
});
