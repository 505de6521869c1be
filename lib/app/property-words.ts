import type { Settings } from '@ecommerce-recommenders/shop-data/settings/settings';
import type { EcommerceRecommendersProps } from './shop-props';

/** Properties by the settings that they are named differently from. */
export const PROPERTY_NAMES = {
  archive: 'source',
  sourceVersion: 'source',
  trainingTimeoutHours: 'trainingTimeout',
  kmsKeyArn: 'encryptionKey',
  retainData: 'removalPolicy',
  accessLogsBucket: 'serverAccessLogsBucket',
  logRetentionDays: 'logRetention',
  logKeyArn: 'logEncryptionKey',
  vpcId: 'vpc',
  subnetIds: 'vpcSubnets',
  securityGroupIds: 'securityGroups',
  stopWhenIdleHours: 'stopWhenIdle',
  dataAgeDays: 'maxDataAge',
} as const satisfies Partial<Record<keyof Settings, keyof EcommerceRecommendersProps>>;

/** A setting whose property has another name. */
export type RenamedSetting = keyof typeof PROPERTY_NAMES;

/** The property of a setting. */
export const propertyOf = (setting: string): string =>
  Object.hasOwn(PROPERTY_NAMES, setting) ? PROPERTY_NAMES[setting as RenamedSetting] : setting;

const UNITS: Readonly<Record<string, string>> = {
  trainingTimeoutHours: ' (hours)',
  stopWhenIdleHours: ' (hours)',
  dataAgeDays: ' (days)',
};

/** `-c NAME=VALUE`, whose value may have a sentence's end behind it. */
const OPTION = /-c (\w+)=('[^']*'|\S*?)(?=[.,:;]*(?:\s|$))/g;

/** A message about settings in the words of a construct: properties, by their names, and no command line. */
export const inPropertyWords = (message: string): string =>
  message
    .replace(/\b(smaller|fewer by) -c (\w+)=/g, '$1 $2')
    .replace(OPTION, (_, name: string, value: string) => (value === '' ? `no ${name}` : `${name}: ${value}`))
    .replace(/\b([Pp])ass\b/g, (_, letter: string) => (letter === 'P' ? 'Give' : 'give'))
    .replace(/\b([Ss])etting(s?)\b/g, (_, letter: string, many: string) =>
      many === '' ? (letter === 'S' ? 'Property' : 'property') : letter === 'S' ? 'Properties' : 'properties',
    )
    .replace(
      new RegExp(String.raw`\b(${Object.keys(PROPERTY_NAMES).join('|')})\b(?=[ .,:]|$)`, 'g'),
      (name) => `${propertyOf(name)}${UNITS[name] ?? ''}`,
    );
