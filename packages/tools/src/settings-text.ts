import { isDeepStrictEqual } from 'node:util';
import { SETTING_NAMES, SETTINGS, type Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import { PROJECT_FOLDER } from './cdk';
import { type GivenSettings, SETTINGS_IN_FILE } from './given-settings';

/** A setting as it applies. */
export interface AppliedSetting {
  readonly name: keyof Settings;
  /** As it is written where {@link from} says. */
  readonly value: unknown;
  readonly from: '-c' | 'cdk.json' | 'default';
  readonly default: unknown;
  readonly isAllowed: boolean;
}

/** What applies to each setting, in the order of the table of settings. */
export const appliedSettings = (
  given: GivenSettings,
  inFile: Readonly<Record<string, unknown>> = SETTINGS_IN_FILE,
): AppliedSetting[] =>
  SETTING_NAMES.map((name) => {
    const from = name in given ? '-c' : name in inFile ? 'cdk.json' : 'default';
    const value = { '-c': given[name], 'cdk.json': inFile[name], default: SETTINGS[name].default }[from];
    const isAllowed = SETTINGS[name].parse(value, PROJECT_FOLDER) !== undefined;
    return { name, value, from, default: SETTINGS[name].default, isAllowed };
  });

/** A line for each setting whose value is not the default, then the names of the others. */
export function settingsText(settings: readonly AppliedSetting[]): string {
  const isDefault = (one: AppliedSetting): boolean => isDeepStrictEqual(one.value, one.default);
  const changed = settings.filter((one) => !isDefault(one));
  const width = Math.max(0, ...changed.map(({ name }) => name.length));
  return [
    ...changed.flatMap((one) => [
      `${one.name.padEnd(width)}  ${written(one.value)}  (${one.from})`,
      ...(one.isAllowed
        ? []
        : wrapped(`Not allowed: it has to be ${SETTINGS[one.name].allowed}.`.split(' '), 76, ' ').map(
            (line) => `  ${line}`,
          )),
    ]),
    ...(changed.length > 0 ? [''] : []),
    'With their defaults:',
    ...wrapped(
      settings.filter(isDefault).map(({ name }) => name),
      78,
    ).map((line) => `  ${line}`),
    '',
    '"recommenders settings NAME" says what a setting is, and its default.',
  ].join('\n');
}

/** All that is known of one setting. */
export const settingText = (
  { name, value, from, default: usual, isAllowed }: AppliedSetting,
  description: string,
): string =>
  [
    `${name}: ${written(value)}  (${from}${isAllowed ? '' : ', not allowed'})`,
    `default: ${written(usual)}`,
    ...wrapped(`allowed: ${SETTINGS[name].allowed}`.split(' '), 78, ' '),
    '',
    ...wrapped(description.split(' '), 78, ' '),
  ].join('\n');

const written = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? value : JSON.stringify(value);

/** Words in lines of at most so many characters; a longer word has a line of its own. */
function wrapped(words: readonly string[], width: number, between = ', '): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + between.length + word.length <= width)
      lines[lines.length - 1] = `${last}${between}${word}`;
    else lines.push(word);
  }
  return lines;
}
