import type { PreparationJobArguments } from '../../../domain/contracts/preparation-job';

const NAMES = [
  '--source',
  '--output',
  '--sql',
  '--event_types',
  '--training_share',
] as const satisfies readonly (keyof PreparationJobArguments)[];

/**
 * The arguments that the project's own script needs.
 *
 * @throws Error that names the one that is missing: nothing here runs another script
 */
export function jobArguments(given: Readonly<Record<string, string>>): PreparationJobArguments {
  const missing = NAMES.filter((name) => given[name] === undefined);
  if (missing.length > 0)
    throw new Error(
      `The embedded AWS runs no Python but does what glue/prepare-data.py does, which needs ${missing.join(', ')}.`,
    );
  return given as unknown as PreparationJobArguments;
}
