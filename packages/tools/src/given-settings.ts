import { InvalidArgumentError, Option } from 'commander';
import { context } from '../../../cdk.json';
import { checkSettings, type Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { unknownSetting } from '@ecommerce-recommenders/shop-data/settings/unknown-setting';
import { PROJECT_FOLDER } from './cdk';

/** Settings of the command line as text, and context keys of the CDK. */
export type GivenSettings = Readonly<Record<string, string>>;

/** What cdk.json says. */
export const SETTINGS_IN_FILE: Readonly<Record<string, unknown>> = context.ecommerceRecommenders;

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
    (name) => given[name] ?? SETTINGS_IN_FILE[name],
    PROJECT_FOLDER,
    (name) => `Change it in cdk.json, or pass -c ${name}=VALUE.`,
  );
