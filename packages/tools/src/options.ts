import { type Command, InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import { parseEventTypes, parseHoldout } from '@ecommerce-recommenders/shop-data/data/settings';
import { PROJECT_FOLDER } from './cdk';

/** Which data a command works on, and how. */
export interface PreparationOptions {
  readonly archive: string;
  readonly holdout: number;
  readonly eventTypes: Readonly<Record<string, string>>;
}

/**
 * Adds the options of {@link PreparationOptions} to a command.
 *
 * @param defaults from cdk.json; a relative archive path starts at the project folder
 */
export function addPreparationOptions(program: Command, defaults: PreparationOptions): Command {
  return program
    .option(
      '--archive <file>',
      '.tar, .tar.gz or .tgz of items.csv, users.csv, interactions.csv',
      resolve(PROJECT_FOLDER, defaults.archive),
    )
    .option(
      '--holdout <share>',
      'share of each user’s newest interactions to hold out',
      argument(parseHoldout),
      defaults.holdout,
    )
    .option(
      '--event-types <json>',
      'event types to keep, and their new names',
      argument(parseEventTypes),
      defaults.eventTypes,
    );
}

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
