import { didYouMean } from '@ecommerce-recommenders/personalize/nearest-name';
import { SETTING_NAMES } from './settings';

const NAMES: readonly string[] = SETTING_NAMES;

/** Matches names that could be settings. Context keys of the CDK and its CLI contain other characters. */
const LIKE_A_SETTING = /^[A-Za-z]\w*$/;

/** Why the name that follows `-c` is no setting, with a similar setting; undefined for a setting, and for a key of the CDK. */
export const unknownSetting = (name: string): string | undefined =>
  !LIKE_A_SETTING.test(name) || NAMES.includes(name)
    ? undefined
    : `-c ${name} is no setting, allowed are ${NAMES.join(', ')}.${didYouMean(name, NAMES)}`;
