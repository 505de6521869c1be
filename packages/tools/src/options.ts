import type { Command } from 'commander';
import type { HoldoutBy } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { shellWord } from './shell-word';
import {
  addSettings,
  archiveOf,
  checkGiven,
  settingOf,
  withFiles,
  type GivenSettings,
} from './given-settings';

/** The data on which a command works, and how it is prepared. */
export interface PreparationOptions {
  readonly archive: string;
  readonly holdout: number;
  readonly holdoutBy: HoldoutBy;
  readonly eventTypes: Readonly<Record<string, string>>;
  /** Mapping of the shop's own files to tables; null for an archive with the workshop's columns. */
  readonly data: ShopMapping | null;
  readonly maxBadRows: number;
}

/** Settings on the command line: `-c`, and the files that have their own options. */
export interface SettingOptions {
  readonly context: GivenSettings;
  readonly archive?: string;
  readonly data?: string;
}

/** Adds `--archive`, `--data` and `-c`. */
export const addDataOptions = (command: Command): Command =>
  addSettings(
    command
      .option(
        '--archive <file>',
        '.tar, .tar.gz or .tgz of items.csv, users.csv, interactions.csv; with data any file or folder',
      )
      .option('--data <json>', 'how the shop’s own files become tables: JSON, or the name of a JSON file'),
  );

/**
 * The data that a command line names. Other settings are not checked against it, so that data can be profiled even if
 * it rules out a use case.
 *
 * @throws Error that says what was found, what is allowed, and what to do
 */
export function preparationOf(options: SettingOptions): PreparationOptions {
  const given = withFiles(options);
  checkGiven(given);
  return {
    archive: archiveOf(given),
    holdout: settingOf('holdout', given),
    holdoutBy: settingOf('holdoutBy', given),
    eventTypes: settingOf('eventTypes', given),
    data: settingOf('data', given),
    maxBadRows: settingOf('maxBadRows', given),
  };
}

/** Adds `--stack` and `-c`, whose `stage` determines the default of `--stack`. The command finds the name in its options. */
export const addStackOptions = (command: Command): Command =>
  addSettings(command)
    .option('--stack <name>', 'the deployed stack (default: that of the setting stage)')
    .hook('preAction', (_, running) => {
      const { stack, context } = running.opts<{ stack?: string; context: GivenSettings }>();
      checkGiven(context);
      if (stack === undefined) running.setOptionValue('stack', stackNameOf(settingOf('stage', context)));
    });

/** Makes a command that gets an id without `--user` say which option takes it. */
export function suggestUser(command: Command): Command {
  const fail = command.error.bind(command);
  command.error = (message, details) => {
    const [id, ...others] = command.args.slice(command.registeredArguments.length);
    const isUser = id !== undefined && others.length === 0 && command.getOptionValue('user') === undefined;
    return fail(isUser ? `${message}\n(Did you mean --user ${shellWord(id)}?)` : message, details);
  };
  return command;
}
