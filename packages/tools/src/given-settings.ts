import { InvalidArgumentError, Option } from 'commander';
import { context } from '../../../cdk.json';
import { checkSettings } from '@ecommerce-recommenders/shop-data/settings/check-settings';
import { readSetting, SETTINGS, type Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { SettingProblem } from '@ecommerce-recommenders/shop-data/settings/shape';
import { unknownSetting } from '@ecommerce-recommenders/shop-data/settings/unknown-setting';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/stack-name';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/mapping/mapping';
import { possibleUseCases } from '@ecommerce-recommenders/shop-data/use-cases-of';
import { PROJECT_FOLDER } from './cdk';

/** Settings of the command line as text, and context keys of the CDK. */
export type GivenSettings = Readonly<Record<string, string>>;

/** What cdk.json says, as it is written there. */
export const SETTINGS_IN_FILE: Readonly<Record<string, unknown>> = context.ecommerceRecommenders;

/** As it is written in cdk.json; the default of a setting that is not. */
export const writtenSetting = (name: keyof Settings): unknown =>
  SETTINGS_IN_FILE[name] ?? SETTINGS[name].default;

/**
 * A single setting of cdk.json.
 *
 * @throws Error that says what is written, what is allowed, and where
 */
export function settingInFile<Name extends keyof Settings>(name: Name): Settings[Name] {
  try {
    return readSetting(name, writtenSetting(name), { projectRoot: PROJECT_FOLDER, mapping: null });
  } catch (error) {
    if (!(error instanceof SettingProblem)) throw error;
    throw new Error(`In cdk.json ${error.message} Change it there.`, { cause: error });
  }
}

/**
 * Where the setting data rules out some use cases of cdk.json, the others are given, with their options.
 *
 * @param mapping - what the setting data says
 * @param inFile - the use cases of cdk.json
 */
export function withPossibleUseCases(
  given: GivenSettings,
  mapping: ShopMapping | null,
  inFile = settingInFile('useCases'),
): GivenSettings {
  if (given.useCases !== undefined || given.data === undefined) return given;
  const possible = possibleUseCases(mapping);
  const kept = [...inFile].filter(([name]) => possible.includes(name));
  return kept.length === inFile.size || kept.length === 0
    ? given
    : { ...given, useCases: JSON.stringify(Object.fromEntries(kept)) };
}

/** `--stack NAME`: by default the stack of the stage in cdk.json. */
export const stackOption = (): Option =>
  new Option('--stack <name>', 'the deployed stack').default(stackNameOf(settingInFile('stage')));

/** `-c NAME=VALUE`, which `cdk deploy` takes in the same way. */
export const contextOption = (): Option =>
  new Option('-c, --context <name=value>', 'a setting, as "cdk deploy" takes it; may be repeated')
    .argParser(collect)
    .default({}, 'what cdk.json says');

function collect(text: string, former: GivenSettings): GivenSettings {
  const [name, ...value] = text.split('=');
  if (value.length === 0) throw new InvalidArgumentError(`Expected NAME=VALUE, such as -c holdout=0.2.`);
  const problem = unknownSetting(name);
  if (problem !== undefined) throw new InvalidArgumentError(problem);
  return { ...former, [name]: value.join('=') };
}

/**
 * The settings of a deployment: those of the command line, of cdk.json, and the defaults.
 *
 * @throws Error that says what was got, what is allowed, and what to do
 */
export const settingsOf = (given: GivenSettings): Settings =>
  checkSettings(
    (name) => given[name] ?? writtenSetting(name),
    PROJECT_FOLDER,
    (name) => `Change it in cdk.json, or pass -c ${name}=VALUE.`,
  );
