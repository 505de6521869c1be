import { Command } from 'commander';
import { resolve } from 'node:path';
import { COMMANDS, type CommandEntry } from '../src/commands';
import {
  addSettings,
  settingOf,
  settingsOf,
  withFiles,
  withPossibleUseCases,
  type GivenSettings,
} from '../src/given-settings';
import { addStackOptions, preparationOf } from '../src/options';

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

it('settings of the command line replace those of cdk.json, fall back on the defaults, and fail with a value that is not allowed', () => {
  expect(settingsOf({ useCases: 'most-viewed' }).useCases).toEqual(new Map([['most-viewed', {}]]));
  expect(settingsOf({}).useCases.size).toBe(4);
  expect(settingOf('trainingTimeoutHours', {})).toBe(4);
  expect(() => settingsOf({ holdout: '2' })).toThrow(
    'Setting holdout is "2", allowed is a number from 0 to below 1. Change it in cdk.json, or pass -c holdout=VALUE.',
  );
});

const PURCHASES = {
  interactions: { files: 'a.csv', user: 'u', item: 'i', time: 't', event: { constant: 'Purchase' } },
} as const;

it('use cases that the setting data rules out are left out of those of cdk.json, but not of those that are named', () => {
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

async function stackOf(...args: string[]): Promise<string> {
  const command = addStackOptions(new Command('any')).action(() => {});
  await command.exitOverride().parseAsync(args, { from: 'user' });
  return command.opts<{ stack: string }>().stack;
}

it('the stack of a command is that of the setting stage, or the one that is named', async () => {
  expect(await stackOf()).toBe('EcommerceRecommenders');
  expect(await stackOf('-c', 'stage=test')).toBe('EcommerceRecommenders-test');
  expect(await stackOf('-c', 'stage=test', '--stack', 'Other')).toBe('Other');
});

it('the stack of a command fails with a setting that is not allowed, although it decides nothing here', async () => {
  await expect(stackOf('-c', 'holdout=2')).rejects.toThrow('Setting holdout is "2", allowed is');
});

it('the data of a command is that of -c, of its own options, and of cdk.json, from the folder where each is written', () => {
  const context = { holdout: '0.2', eventTypes: '{"Seen":"View"}', archive: 'assets/no.tar' };
  const data = JSON.stringify(PURCHASES);
  const files = { archive: resolve('my.tar'), data };
  expect(withFiles({ context, archive: 'my.tar', data })).toEqual({ ...context, ...files });
  expect(withFiles({ context, data: 'my.json' })).toEqual({ ...context, data: resolve('my.json') });
  expect(preparationOf({ context, archive: 'my.tar' })).toEqual({
    ...{ archive: resolve('my.tar'), holdout: 0.2, holdoutBy: 'user', eventTypes: { Seen: 'View' } },
    ...{ data: null, maxBadRows: 0 },
  });
  expect(preparationOf({ context }).archive).toBe(resolve(__dirname, '../../../assets/no.tar'));
});

it('the data of a command need not fit to the use cases, which are checked by themselves', () => {
  const data = JSON.stringify(PURCHASES);
  expect(preparationOf({ context: { useCases: 'most-viewed' }, data }).data).not.toBeNull();
  const misspelt = { context: { useCases: 'most-vewed' } };
  expect(() => preparationOf(misspelt)).toThrow('Setting useCases is "most-vewed"');
});

/** Commands that no setting affects, and those whose options the CDK CLI parses. */
const WITHOUT = [
  ...['local', 'env', 'deploy', 'diff', 'destroy', 'init'],
  ...['prove', 'generate-sample', 'parity'],
];

it('every command takes -c, but for those that no setting changes', () => {
  const takes = ({ load }: CommandEntry): boolean => load().options.some(({ short }) => short === '-c');
  const others = Object.entries(COMMANDS).flatMap(([name, entry]) => (takes(entry) ? [] : [name]));
  expect(others).toEqual(WITHOUT);
});
