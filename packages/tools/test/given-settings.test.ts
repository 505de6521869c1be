import { Command } from 'commander';
import { resolve } from 'node:path';
import {
  addSettings,
  settingOf,
  settingsOf,
  withFiles,
  withPossibleUseCases,
  type GivenSettings,
} from '../src/given-settings';

function given(...args: string[]): GivenSettings {
  const command = addSettings(new Command('any')).configureOutput({ writeErr: () => {} });
  return command.exitOverride().parse(args, { from: 'user' }).opts<{ context: GivenSettings }>().context;
}

it('settings of the command line are those of every -c, the last of a name, and context of the CDK', () => {
  const args = ['-c', 'holdout=0.2', '--context', 'tags={"a":"b=c"}', '-c', 'holdout=0.3'];
  const qualifier = '@aws-cdk/core:bootstrapQualifier';
  expect(given(...args, '-c', `${qualifier}=shop`)).toEqual({
    ...{ holdout: '0.3', tags: '{"a":"b=c"}', [qualifier]: 'shop' },
  });
});

it('settings of the command line replace those of cdk.json, and what that does not have is its default', () => {
  expect(settingsOf({ useCases: 'most-viewed' }).useCases).toEqual(new Map([['most-viewed', {}]]));
  expect(settingsOf({}).useCases.size).toBe(4);
  expect(settingOf('trainingTimeoutHours', {})).toBe(4);
});

it('settings of the command line fail with a value that is not allowed, and the way to change it', () => {
  expect(() => settingsOf({ holdout: '2' })).toThrow(
    'Setting holdout is "2", allowed is a number from 0 to below 1. Change it in cdk.json, or pass -c holdout=VALUE.',
  );
});

it('files that have an option of their own start at the current folder', () => {
  const context = { archive: 'other.tar', holdout: '0.2' };
  const data = '{"interactions":{}}';
  expect(withFiles({ context, archive: 'my.tar', data })).toEqual({
    ...{ archive: resolve('my.tar'), data, holdout: '0.2' },
  });
  expect(withFiles({ context: { archive: 'other.tar' } })).toEqual({ archive: 'other.tar' });
});

it('use cases that the setting data rules out are left out of those of cdk.json, but not of those that are named', () => {
  const ORDERS = { files: 'orders.csv', user: 'u', item: 'i', time: 't' };
  const PURCHASES = { interactions: { ...ORDERS, event: { constant: 'Purchase' } } } as const;
  const inFile = new Map([
    ['most-viewed', {}],
    ['best-sellers', { metadata: true }],
  ] as const);
  const { useCases } = withPossibleUseCases({ data: 'orders.json' }, PURCHASES, inFile);
  expect(JSON.parse(useCases)).toEqual({ 'best-sellers': { metadata: true } });
  const named = { data: 'orders.json', useCases: 'most-viewed' };
  expect(withPossibleUseCases(named, PURCHASES, inFile)).toBe(named);
  expect(withPossibleUseCases({}, PURCHASES, inFile)).toEqual({});
});
