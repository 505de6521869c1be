import { type Command, InvalidArgumentError, Option } from 'commander';
import { resolve } from 'node:path';
import {
  checkSetting,
  checkSettings,
} from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import {
  SETTING_NAMES,
  SETTINGS,
  type Settings,
} from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { settingTerms } from '@ecommerce-recommenders/shop-data/contracts/settings/terms';
import { unknownSetting } from '@ecommerce-recommenders/shop-data/contracts/settings/unknown-setting';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { cdkContext } from './cdk/cdk-json';
import { possibleUseCases } from '@ecommerce-recommenders/shop-data/contracts/use-cases-of';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';

/** Settings on the command line as text, and context keys of the CDK. */
export type GivenSettings = Readonly<Record<string, string>>;

/** The settings in cdk.json, unparsed. */
export const settingsInFile = (): Readonly<Record<string, unknown>> =>
  (cdkContext().ecommerceRecommenders ?? {}) as Readonly<Record<string, unknown>>;

/** A setting as written in cdk.json, or its default. */
const writtenSetting = (name: keyof Settings): unknown => settingsInFile()[name] ?? SETTINGS[name].default;

const TERMS = settingTerms((name) => `Change it in cdk.json, or pass -c ${name}=VALUE.`);

/**
 * The value of one setting: that of the command line, that of cdk.json, or the default.
 *
 * @throws Error that says what was found, what is allowed, and what to do
 */
export const settingOf = <Name extends keyof Settings>(name: Name, given: GivenSettings): Settings[Name] =>
  checkSetting(
    name,
    given[name] ?? writtenSetting(name),
    { projectRoot: PROJECT_FOLDER, mapping: null },
    TERMS,
  );

/** Checks all given settings, for a command that uses only some, so that none is silently ignored. */
export function checkGiven(given: GivenSettings): void {
  for (const name of SETTING_NAMES)
    // A missing archive is reported elsewhere, with its own message.
    if (given[name] !== undefined && name !== 'archive') settingOf(name, given);
}

/** Absolute path of the archive, which may not exist. Relative paths start at the project folder. */
export const archiveOf = (given: GivenSettings): string =>
  resolve(PROJECT_FOLDER, given.archive ?? String(writtenSetting('archive')));

/**
 * The settings of `-c`, and those of `--archive` and `--data`. Relative paths start at the current folder and become absolute.
 */
export const withFiles = ({
  context,
  archive,
  data,
}: {
  readonly context: GivenSettings;
  readonly archive?: string;
  readonly data?: string;
}): GivenSettings => ({
  ...context,
  ...(archive !== undefined && { archive: resolve(archive) }),
  ...(data !== undefined && { data: /^\s*[[{]/.test(data) ? data : resolve(data) }),
});

/**
 * Adds `useCases` if the given mapping rules out some use cases of cdk.json. The value is the others, with their options.
 *
 * @param mapping - the parsed setting `data`
 * @param inFile - the use cases in cdk.json
 */
export function withPossibleUseCases(
  given: GivenSettings,
  mapping: ShopMapping | null,
  inFile = settingOf('useCases', {}),
): GivenSettings {
  if (given.useCases !== undefined || given.data === undefined) return given;
  const possible = possibleUseCases(mapping);
  const kept = [...inFile].filter(([name]) => possible.includes(name));
  return kept.length === inFile.size || kept.length === 0
    ? given
    : { ...given, useCases: JSON.stringify(Object.fromEntries(kept)) };
}

/** Adds `-c NAME=VALUE`, as in `cdk deploy`. */
export const addSettings = (command: Command): Command =>
  command.options.some(({ long }) => long === '--context')
    ? command
    : command.addOption(
        new Option('-c, --context <name=value>', 'a setting, as "cdk deploy" takes it; may be repeated')
          .argParser(collect)
          .default({}, 'what cdk.json says'),
      );

function collect(text: string, former: GivenSettings): GivenSettings {
  const [name, ...value] = text.split('=');
  if (value.length === 0) throw new InvalidArgumentError(`Expected NAME=VALUE, such as -c holdout=0.2.`);
  const problem = unknownSetting(name);
  if (problem !== undefined) throw new InvalidArgumentError(problem);
  return { ...former, [name]: value.join('=') };
}

/**
 * The settings of a deployment, from the command line, from cdk.json, and from the defaults.
 *
 * @throws Error that says what was found, what is allowed, and what to do
 */
export const settingsOf = (given: GivenSettings): Settings =>
  checkSettings((name) => given[name] ?? writtenSetting(name), PROJECT_FOLDER, TERMS);
