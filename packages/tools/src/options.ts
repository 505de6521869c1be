import { type Command, InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import {
  parseEventTypes,
  parseHoldout,
  parseHoldoutBy,
  type HoldoutBy,
} from '@ecommerce-recommenders/shop-data/data/settings';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/mapping/mapping';
import { readSetting } from '@ecommerce-recommenders/shop-data/settings/settings';
import { NO_CONTEXT } from '@ecommerce-recommenders/shop-data/settings/shape';
import { PROJECT_FOLDER } from './cdk';
import { settingInFile, writtenSetting } from './given-settings';

/** Which data a command works on, and how. */
export interface PreparationOptions {
  readonly archive: string;
  readonly holdout: number;
  readonly holdoutBy: HoldoutBy;
  readonly eventTypes: Readonly<Record<string, string>>;
  /** How the shop's own files become tables; null for an archive with the workshop's columns. */
  readonly data: ShopMapping | null;
  readonly maxBadRows: number;
}

/** What cdk.json says; a relative path starts at the project folder. */
export const preparationDefaults = (): PreparationOptions => ({
  archive: resolve(PROJECT_FOLDER, String(writtenSetting('archive'))),
  holdout: settingInFile('holdout'),
  holdoutBy: settingInFile('holdoutBy'),
  eventTypes: settingInFile('eventTypes'),
  data: settingInFile('data'),
  maxBadRows: settingInFile('maxBadRows'),
});

/** Adds the options of {@link PreparationOptions} to a command. */
export function addPreparationOptions(program: Command): Command {
  const defaults = preparationDefaults();
  return program
    .option(
      '--archive <file>',
      '.tar, .tar.gz or .tgz of items.csv, users.csv, interactions.csv; with --data any file or folder',
      defaults.archive,
    )
    .option(
      '--holdout <share>',
      'share of the newest interactions to hold out',
      argument(parseHoldout),
      defaults.holdout,
    )
    .option(
      '--holdout-by <what>',
      'what that share is of: each user’s interactions (user), or the shop’s last days (time)',
      argument(parseHoldoutBy),
      defaults.holdoutBy,
    )
    .option(
      '--event-types <json>',
      'event types to keep, and their new names',
      argument(parseEventTypes),
      defaults.eventTypes,
    )
    .option(
      '--data <json>',
      'how the shop’s own files become tables: JSON, or the name of a JSON file',
      argument((text) => parseData(text, process.cwd())),
      defaults.data,
    )
    .option(
      '--max-bad-rows <number>',
      'rows of the shop’s own files that may be left out because they cannot be read',
      argument((text) => readSetting('maxBadRows', text, NO_CONTEXT)),
      defaults.maxBadRows,
    );
}

/**
 * The setting `data`, as text or as in cdk.json.
 *
 * @param folder - that the name of a file is relative to
 * @throws SettingProblem that says what was got and what is allowed
 */
export const parseData = (raw: unknown, folder: string): ShopMapping | null =>
  readSetting('data', raw, { projectRoot: folder, mapping: null });

/** Turns a parse error into a usage error. */
function argument<T>(parse: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}
