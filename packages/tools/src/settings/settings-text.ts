import { isDeepStrictEqual } from 'node:util';
import { descriptionOf } from '@ecommerce-recommenders/shop-data/contracts/settings/description';
import {
  partOf,
  PARTS,
  readSetting,
  SETTING_NAMES,
  SETTINGS,
  type Part,
  type Settings,
} from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { SettingProblem } from '@ecommerce-recommenders/shop-data/contracts/settings/shape';
import { wrapText } from 'embedded-aws/command/terminal-lines';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { type GivenSettings, settingsInFile } from '../given-settings';

/** A setting with its value and origin. */
export interface AppliedSetting {
  readonly name: keyof Settings;
  /** The part of the shop to which it belongs. */
  readonly of: Part;
  /** Unparsed value, which comes from {@link from}. */
  readonly value: unknown;
  readonly from: '-c' | 'cdk.json' | 'default';
  readonly default: unknown;
  readonly isAllowed: boolean;
}

/** All settings with their values, in the order of their table. */
export const appliedSettings = (
  given: GivenSettings,
  inFile: Readonly<Record<string, unknown>> = settingsInFile(),
): AppliedSetting[] =>
  SETTING_NAMES.map((name) => {
    const from = name in given ? '-c' : name in inFile ? 'cdk.json' : 'default';
    const value = { '-c': given[name], 'cdk.json': inFile[name], default: SETTINGS[name].default }[from];
    const { default: usual } = SETTINGS[name];
    return { name, of: partOf(name), value, from, default: usual, isAllowed: isAllowed(name, value) };
  });

function isAllowed(name: keyof Settings, value: unknown): boolean {
  try {
    readSetting(name, value, { projectRoot: PROJECT_FOLDER, mapping: null });
    return true;
  } catch (error) {
    if (error instanceof SettingProblem) return false;
    throw error;
  }
}

/** Line width without a terminal. */
const PAGE_COLUMNS = 78;

/** For each part of the shop, a line for each setting whose value is not the default, then the names of the others. */
export function settingsText(settings: readonly AppliedSetting[], columns = PAGE_COLUMNS): string {
  const width = Math.max(0, ...settings.filter(isChanged).map(({ name }) => name.length));
  const partText = ([part, { en: heading }]: [string, (typeof PARTS)[Part]]): string[] => {
    const ofPart = settings.filter(({ of }) => of === part);
    const usual = ofPart.filter((one) => !isChanged(one)).map(({ name }) => name);
    return [
      heading,
      ...ofPart.filter(isChanged).flatMap((one) => changedText(one, width, columns)),
      ...(usual.length > 0 ? [wrapText(`  with defaults: ${usual.join(', ')}`, columns)] : []),
    ];
  };
  return [
    ...Object.entries(PARTS).flatMap(partText),
    '',
    '"recommenders settings NAME" says what a setting is, and its default.',
  ].join('\n');
}

const isChanged = (one: AppliedSetting): boolean => !isDeepStrictEqual(one.value, one.default);

const changedText = (one: AppliedSetting, width: number, columns: number): string[] => [
  `  ${one.name.padEnd(width)}  ${written(one.value)}  (${one.from})`,
  ...(one.isAllowed
    ? []
    : [wrapText(`    Not allowed: it has to be ${SETTINGS[one.name].shape.allowed}.`, columns)]),
];

/** Details of one setting. */
export const settingText = (
  { name, of, value, from, default: usual, isAllowed }: AppliedSetting,
  columns = PAGE_COLUMNS,
): string =>
  [
    `${name}: ${written(value)}  (${from}${isAllowed ? '' : ', not allowed'})`,
    `default: ${written(usual)}`,
    wrapText(`allowed: ${SETTINGS[name].shape.allowed}`, columns),
    `part: ${PARTS[of].en}`,
    '',
    wrapText(descriptionOf(name), columns),
  ].join('\n');

const written = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
