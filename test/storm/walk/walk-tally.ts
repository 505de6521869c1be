import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { WalkResult } from './run-walk';
import { SETTING_VALUES } from './setting-values';

/** What walks have been through. */
export interface WalksResult {
  readonly walks: number;
  readonly steps: number;
  /** Steps after which the step's own configuration was live; the others failed, and left the former one. */
  readonly live: number;
  /** How often each setting with values had another than its default in a configuration that was live. */
  readonly settings: Readonly<Record<string, number>>;
  /** Pairs of settings of which both had. */
  readonly pairs: number;
  readonly possiblePairs: number;
}

/** File of a {@link WalksResult} in the folder RELIABILITY_REPORT. */
export const WALKS_FILE = 'walks.json';

/** Counts walks. */
export function tallyOf(walks: readonly Pick<WalkResult, 'steps' | 'live'>[]): WalksResult {
  const names = SETTING_NAMES.filter((name) => 'values' in SETTING_VALUES[name]);
  const settings = Object.fromEntries(names.map((name): [string, number] => [name, 0]));
  const pairs = new Set<string>();
  for (const { given } of walks.flatMap(({ live }) => live)) {
    const set = names.filter((name) => given[name] !== undefined);
    for (const name of set) settings[name] += 1;
    set.forEach((one, at) => set.slice(at + 1).forEach((other) => pairs.add(`${one} ${other}`)));
  }
  return {
    walks: walks.length,
    steps: walks.reduce((sum, { steps }) => sum + steps, 0),
    live: walks.flatMap(({ live }) => live).length,
    settings,
    pairs: pairs.size,
    possiblePairs: (names.length * (names.length - 1)) / 2,
  };
}

/** The lines of a document. */
export function walkLines({ walks, steps, live, settings, pairs, possiblePairs }: WalksResult): string[] {
  const share = Math.round((100 * pairs) / possiblePairs);
  const counts = Object.entries(settings).map(([name, count]) => `\`${name}\` ${count}`);
  return [
    `${walks} walks of ${steps} steps. After ${live} steps their own configuration was live, after the others the former one. In these`,
    `configurations ${pairs} of ${possiblePairs} pairs of settings met (${share} %), both with another value than the default. How often each`,
    'setting had one:',
    '',
    `${counts.join(', ')}.`,
  ];
}
