import { isAbsolute, relative } from 'node:path';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';

/** A readable form of an option's default for `--help`, if its JSON would not be readable; otherwise undefined. */
export function defaultInWords(value: unknown): string | undefined {
  if (value instanceof Map) return [...(value.keys() as Iterable<string>)].join(', ') || 'none';
  if (value === null) return 'none';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'none' : undefined;
  if (typeof value !== 'string' || !isAbsolute(value)) return undefined;
  const within = relative(PROJECT_FOLDER, value);
  return within.startsWith('..') || isAbsolute(within) ? undefined : within;
}
