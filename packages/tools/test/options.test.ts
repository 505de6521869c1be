import { Command } from 'commander';
import { resolve } from 'node:path';
import { COMMANDS, type CommandEntry } from '../src/commands';
import { addStackOptions, preparationOf } from '../src/options';

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

it('the data of a command is that of -c, of its own options, and of cdk.json', () => {
  const context = { holdout: '0.2', eventTypes: '{"Seen":"View"}', archive: 'assets/no.tar' };
  expect(preparationOf({ context, archive: 'my.tar' })).toEqual({
    ...{ archive: resolve('my.tar'), holdout: 0.2, holdoutBy: 'user', eventTypes: { Seen: 'View' } },
    ...{ data: null, maxBadRows: 0 },
  });
  expect(preparationOf({ context }).archive).toBe(resolve(__dirname, '../../../assets/no.tar'));
});

it('the data of a command need not fit to the use cases, which are checked by themselves', () => {
  const columns = { files: 'a.csv', user: 'u', item: 'i', time: 't' };
  const data = JSON.stringify({ interactions: { ...columns, event: { constant: 'Purchase' } } });
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
