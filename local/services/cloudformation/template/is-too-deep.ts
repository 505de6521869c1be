import { MAX_LEVELS } from '../../../bounded-json';

/**
 * Whether structures and lists are nested too deeply in a parsed value for recursive code. It calls itself no more
 * often than it allows others to.
 */
export function isTooDeep(value: unknown, levels = MAX_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isTooDeep(one, levels - 1));
}
