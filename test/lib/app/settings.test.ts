import { Stack } from 'aws-cdk-lib';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { checkSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import { settingTerms } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import cdkJson from '../../../cdk.json';
import { coreProps } from '../../../lib/app/props-of-settings';
import { checkedCore } from '../../../lib/shop/checked-core';
import { CHANGES } from '../support/changes';
import { archive, folder, read } from '../support/read-settings-in';

describe('settings', () => {
  it('have the same defaults in cdk.json', () => {
    const { archive: shipped, ...others } = cdkJson.context.ecommerceRecommenders;
    expect(read({ ...others, archive })).toEqual(read({ archive }));
    expect(shipped).toBe('assets/RetailSampleDataSet.tar.gz');
  });

  const changes = Object.entries(CHANGES).filter(([name]) => name !== 'archive');
  it.each(changes)('are taken as text from the command line: %s', (name, { value, beside }) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const settings = read({ archive, ...beside }, { [name]: text });
    expect(settings).toEqual(read({ archive, ...beside, [name]: value }));
    expect(settings).not.toEqual(read({ archive, ...beside }));
  });

  it('are taken as lists from the command line, before cdk.json, and completed', () => {
    const api = { origins: ['https://shop.example'], rate: 5 };
    const hours = { from: '22:00', to: '04:00', days: 'FRI-MON', timeZone: 'Asia/Seoul' };
    const settings = read(
      {
        archive: 'none',
        api,
        guests: { perDay: 10 },
        experiment: { share: 0.1 },
        runningHours: hours,
        holdout: 0.5,
      },
      {
        ...{ archive: path.join(folder, archive), source: 's3://shop-exports/2026-11', holdout: '0' },
        ...{ useCases: 'best-sellers, most-viewed', notify: 'owner@shop.test, ops@shop.test' },
      },
    );
    expect([...settings.useCases.keys()]).toEqual(['best-sellers', 'most-viewed']);
    expect(settings).toMatchObject({
      ...{ notify: ['owner@shop.test', 'ops@shop.test'], holdout: 0, source: 's3://shop-exports/2026-11/' },
      api: { show: { name: 'NAME' }, rules: false, rate: 5, burst: 100 },
      guests: { perDay: 10, perAddress: 20, days: 90 },
      experiment: { share: 0.1, control: 'best-sellers', windowDays: 7 },
      runningHours: { days: ['MON', 'FRI', 'SAT', 'SUN'], holidays: [] },
    });
  });

  it('keep all values on their way through the construct’s properties', () => {
    const jwt = { issuer: 'https://login.shop.example', audience: ['shop'] };
    const settings = read({
      ...{
        archive,
        api: { origins: ['https://shop.example'], jwt },
        trainingTimeoutHours: 2.5,
        retainData: true,
      },
      ...{ freshData: true, freshDataSchedule: 'rate(1 day)', dataAgeDays: 0.5, busEvents: true },
      ...{ useCases: { 'best-sellers': { metadata: true } }, monthlyBudget: 1500, versioned: true },
      ...{ runningHours: { from: '08:00', to: '20:00', timeZone: 'Asia/Seoul' }, stopWhenIdleHours: 3 },
      requestRate: { min: 1, max: 9 },
    });
    const stack = new Stack();
    const { place, logRetention, encryptionKey, serverAccessLogsBucket, logEncryptionKey, ...rest } =
      checkedCore(stack, coreProps(stack, settings)).settings;
    expect([place.archive, logRetention]).toEqual([settings.archive, 30]);
    expect([encryptionKey, serverAccessLogsBucket, logEncryptionKey]).toEqual(Array(3).fill(undefined));
    const ofCore = Object.entries(rest).filter(([name]) => name !== 'retainData');
    expect(ofCore.length).toBeGreaterThan(9);
    expect(settings).toMatchObject(Object.fromEntries(ofCore));
  });

  it('become the constructs that they name', () => {
    const logKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/0123';
    const settings = read({
      ...{ archive, logKeyArn, kmsKeyArn: logKeyArn, logRetentionDays: 365, accessLogsBucket: 'access-logs' },
      ...{ vpcId: 'vpc-1', subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
    });
    const stack = new Stack();
    const props = coreProps(stack, settings);
    const said = stack.node.findAll().flatMap(({ node }) => node.metadata);
    expect(said.filter(({ type }) => type === 'aws:cdk:warning')).toEqual([]);
    expect([props.logEncryptionKey?.keyArn, props.encryptionKey?.keyArn]).toEqual([logKeyArn, logKeyArn]);
    expect([props.logRetention, props.serverAccessLogsBucket?.bucketName]).toEqual([365, 'access-logs']);
    expect([props.vpc?.vpcId, props.vpc?.selectSubnets(props.vpcSubnets).subnetIds]).toEqual([
      'vpc-1',
      ['subnet-1'],
    ]);
    expect(props.securityGroups?.map(({ securityGroupId }) => securityGroupId)).toEqual(['sg-1']);
  });

  it('need no archive beside CSV parts, which become a bucket', () => {
    const settings = read({ archive: 'gone.tar', source: 's3://shop-exports/day', sourceVersion: 'v1' });
    const stack = new Stack();
    const { parts } = checkedCore(stack, coreProps(stack, settings)).settings.place;
    expect([parts?.bucket.bucketName, parts?.prefix, parts?.version]).toEqual(['shop-exports', 'day/', 'v1']);
  });

  it('are the same when they are checked again', () => {
    const useCases = { 'recommended-for-you': { explorationWeight: 0.5, metadata: true } };
    const settings = read({ archive, useCases, tags: { 'cost centre': 'Läden/7' }, stage: 'test' });
    expect(checkSettings((name) => settings[name], folder, settingTerms(String))).toEqual(settings);
  });

  it.each([
    ['kmsKeyArn', 'arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-0123456789abcdef'],
    ['freshDataSchedule', ''],
    ['freshDataSchedule', 'rate(1 hour)'],
    ['freshDataSchedule', 'rate(12 hours)'],
    ['freshDataSchedule', 'cron(0/15 3,4 ? JAN-MAR MON#1 *)'],
    ['freshDataSchedule', 'cron(0 3 L * ? 2027-2030)'],
  ] as const)('take for %s %s', (name, value) => {
    expect(read({ archive, freshData: true, [name]: value })[name]).toBe(value);
  });

  it('need no archive where a command publishes nothing, such as destroy', () => {
    const { archive: standIn } = read({ archive: 'gone.tar' }, { 'aws:cdk:bundling-stacks': [] });
    expect(existsSync(standIn)).toBe(true);
    expect(() => read({ archive: 'gone.tar' }, { 'aws:cdk:bundling-stacks': ['**'] })).toThrow('gone.tar');
  });

  it('fails for an unknown name in cdk.json or after -c, with the nearest known one', () => {
    expect(() => read({ archive, usecase: [] })).toThrow(/unknown setting usecase.*Did you mean useCases\?/);
    for (const usecases of ['usecases', 'UseCases', 'usecase'])
      expect(() => read({ archive }, { [usecases]: 'most-viewed' })).toThrow(
        new RegExp(`-c ${usecases}.*no setting.*Did you mean useCases\\?`),
      );
    expect(() => read({ archive }, { budget: 100 })).toThrow(/-c budget.*Did you mean monthlyBudget\?/);
  });

  it('leave context alone that is the CDK’s or another tool’s', () => {
    const others = {
      'aws:cdk:enable-path-metadata': true,
      '@aws-cdk/core:newStyleStackSynthesis': true,
      'availability-zones:account=123456789012:region=us-east-1': ['us-east-1a'],
      'acknowledged-issue-numbers': [34892],
      'cli-telemetry': false,
    };
    expect(read({ archive }, others)).toEqual(read({ archive }));
  });

  it('fails when cdk.json holds no object', () => {
    expect(() => read('most-viewed')).toThrow('allowed is an object of settings');
  });
});
