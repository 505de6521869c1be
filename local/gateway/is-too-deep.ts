/** More than any input of AWS has, and far less than what overflows the stack of whoever walks a value. */
const MAX_LEVELS = 100;

/**
 * Whether structures and lists are nested too deeply in a parsed value for code that calls itself. It calls
 * itself no more often than it allows others to.
 */
export function isTooDeep(value: unknown, levels = MAX_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isTooDeep(one, levels - 1));
}
