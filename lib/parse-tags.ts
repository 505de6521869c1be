import { OWNER_TAG } from '../domain/contracts/owner-tag';
import { SettingProblem } from './setting-problem';
import { parseObject, type Parse } from './setting-parsers';

/** As many as AWS allows, less what CDK, CloudFormation and the handlers add. */
export const MAX_TAGS = 40;

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_Tag.html */
const TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * A map from keys to values, also as JSON text.
 *
 * @throws SettingProblem for keys that differ in case alone
 */
export const parseTags: Parse<Readonly<Record<string, string>>> = (raw) => {
  const tags = Object.entries(parseObject(raw) ?? { '': '' });
  const areAllowed = tags.every(([key, value]) => isKey(key) && isValue(value));
  refuseSameKeys(tags.map(([key]) => key));
  return areAllowed && tags.length <= MAX_TAGS
    ? (Object.fromEntries(tags) as Record<string, string>)
    : undefined;
};

const isKey = (key: string): boolean =>
  key !== '' && key.length <= 128 && TEXT.test(key) && !key.startsWith('aws:') && key !== OWNER_TAG;

const isValue = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 256 && TEXT.test(value);

/** IAM, which has roles in every stack, does not tell keys apart by their case. */
function refuseSameKeys(keys: readonly string[]): void {
  const known = new Map<string, string>();
  for (const key of keys) {
    const other = known.get(key.toLowerCase());
    if (other !== undefined)
      throw new SettingProblem(`The keys ${other} and ${key} are one to IAM, allowed is one of the two.`);
    known.set(key.toLowerCase(), key);
  }
}
