import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Readiness } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import type { SettingOptions } from '../options';
import { commandLine } from '../command-line';

/**
 * The command to run after an exploration. It starts the shop on this machine, with those use cases of the settings
 * for which the data has events.
 *
 * @param given - the options of this command line, which the next command needs, too
 * @param inSettings - the use cases of the settings
 */
export function nextCommand(
  { archive, data, context }: SettingOptions,
  readiness: readonly Readiness[],
  inSettings: readonly UseCaseName[],
): string {
  const deployable = readiness.filter(({ verdict }) => verdict !== 'blocked').map(({ useCase }) => useCase);
  const kept = inSettings.filter((name) => deployable.includes(name));
  const useCases = kept.length > 0 ? kept : deployable;
  const given = [
    ...(archive === undefined ? [] : ['--archive', archive]),
    ...(data === undefined ? [] : ['--data', data]),
    ...Object.entries(context).flatMap(([name, value]) =>
      name === 'useCases' && useCases.length > 0 ? [] : ['-c', `${name}=${value}`],
    ),
  ];
  if (useCases.length === 0)
    return `Next, with other data or another mapping: ${commandLine('explore', given)}`;
  const isAsSet = context.useCases === undefined && useCases.length === inSettings.length;
  const chosen = isAsSet ? [] : ['-c', `useCases=${useCases.join(',')}`];
  return `Next, to run this shop on this machine: ${commandLine('start', [...given, ...chosen])}`;
}
