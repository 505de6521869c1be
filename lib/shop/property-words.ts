import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';

/** Properties of a construct by the settings that they stand for; `''` where the options of the setting are its properties. */
export type PropertyNames = { readonly [Name in keyof Settings]?: string };

const UNITS: Readonly<Record<string, string>> = {
  trainingTimeoutHours: ' (hours)',
  stopWhenIdleHours: ' (hours)',
  dataAgeDays: ' (days)',
};

/** `-c NAME=VALUE`, which may end a sentence. */
const OPTION = /-c (\w+)=('[^']*'|\S*?)(?=[.,:;]*(?:\s|$))/g;

/**
 * A message about settings in the words of a construct: properties, by their names, and no command line.
 *
 * @param path of the construct
 */
export function inPropertyWords(message: string, names: PropertyNames, path: string): string {
  const renamed = Object.entries(names);
  const own = renamed.flatMap(([setting, property]) => (property === '' ? [setting] : []));
  const others = renamed.flatMap(([setting, property]) => (property === '' ? [] : [setting]));
  return message
    .replace(anyOf(own, String.raw`\b([Ss]etting) (NAMES)\.`), '$1 ')
    .replace(anyOf(own, String.raw`\b[Ss]etting (NAMES)\b`), path)
    .replace(/\b(smaller|fewer by) -c (\w+)=/g, '$1 $2')
    .replace(OPTION, (_, name: string, value: string) => (value === '' ? `no ${name}` : `${name}: ${value}`))
    .replaceAll('s3://BUCKET/PREFIX/', "ShopSource.fromBucket(bucket, 'PREFIX/')")
    .replace(/\b([Pp])ass\b/g, (_, letter: string) => (letter === 'P' ? 'Give' : 'give'))
    .replace(/\b([Ss])etting(s?)\b/g, (_, letter: string, many: string) =>
      many === '' ? (letter === 'S' ? 'Property' : 'property') : letter === 'S' ? 'Properties' : 'properties',
    )
    .replace(
      // Behind an article it is no name: an archive.
      anyOf(others, String.raw`(?<!\ban? )\b(NAMES)\b(?=[ .,:]|$)`),
      (name) => `${names[name as keyof Settings]}${UNITS[name] ?? ''}`,
    );
}

/** A pattern with names in the place of NAMES; nothing matches where there are none. */
const anyOf = (names: readonly string[], pattern: string): RegExp =>
  new RegExp(names.length === 0 ? '(?!)' : pattern.replace('NAMES', names.join('|')), 'g');
