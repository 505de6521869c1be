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

/** The settings that a command line gives. */
function given(...args: string[]): GivenSettings {
  const command = addSettings(new Command('any')).configureOutput({ writeErr: () => {} });
  return command.exitOverride().parse(args, { from: 'user' }).opts<{ context: GivenSettings }>().context;
}

describe('settings of the command line', () => {
  it('are those of every -c, the last of a name', () => {
    const args = ['-c', 'holdout=0.2', '--context', 'tags={"a":"b=c"}', '-c', 'holdout=0.3'];
    expect(given(...args)).toEqual({ holdout: '0.3', tags: '{"a":"b=c"}' });
  });

  it('may be context of the CDK', () => {
    expect(given('-c', '@aws-cdk/core:bootstrapQualifier=shop')).toEqual({
      '@aws-cdk/core:bootstrapQualifier': 'shop',
    });
  });

  it('replace those of cdk.json', () => {
    expect(settingsOf({ useCases: 'most-viewed' }).useCases).toEqual(new Map([['most-viewed', {}]]));
    expect(settingsOf({}).useCases.size).toBe(4);
  });

  it('fail where there is no such setting, with the nearest', () => {
    expect(() => given('-c', 'holdouts=0.2')).toThrow('Did you mean holdout?');
  });

  it('fail without a value', () => {
    expect(() => given('-c', 'holdout')).toThrow('Expected NAME=VALUE');
  });

  it('fail with a value that is not allowed, and the way to change it', () => {
    expect(() => settingsOf({ holdout: '2' })).toThrow(
      'Setting holdout is "2", allowed is a number from 0 to below 1. Change it in cdk.json, or pass -c holdout=VALUE.',
    );
  });
});

// cdk.json has only settings that a newcomer changes.
it('a setting that cdk.json does not have is its default', () => {
  expect(settingOf('trainingTimeoutHours', {})).toBe(4);
});

it('files that have an option of their own start at the current folder', () => {
  const options = {
    context: { archive: 'other.tar', holdout: '0.2' },
    archive: 'my.tar',
    data: '{"interactions":{}}',
  };
  expect(withFiles(options)).toEqual({
    archive: resolve('my.tar'),
    data: '{"interactions":{}}',
    holdout: '0.2',
  });
  expect(withFiles({ context: { archive: 'other.tar' } })).toEqual({ archive: 'other.tar' });
});

describe('use cases that the setting data rules out', () => {
  const ORDERS = { files: 'orders.csv', user: 'u', item: 'i', time: 't' };
  const PURCHASES = { interactions: { ...ORDERS, event: { constant: 'Purchase' } } } as const;
  const IN_FILE = new Map([
    ['most-viewed', {}],
    ['best-sellers', { metadata: true }],
  ] as const);

  it('are left out of those of cdk.json, which keep their options', () => {
    const { useCases } = withPossibleUseCases({ data: 'orders.json' }, PURCHASES, IN_FILE);
    expect(JSON.parse(useCases)).toEqual({ 'best-sellers': { metadata: true } });
  });

  it('are left to the check of the settings where the command line names them, or has no data', () => {
    const named = { data: 'orders.json', useCases: 'most-viewed' };
    expect(withPossibleUseCases(named, PURCHASES, IN_FILE)).toBe(named);
    expect(withPossibleUseCases({}, PURCHASES, IN_FILE)).toEqual({});
  });
});
