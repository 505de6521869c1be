/** More than any input of AWS has, and far less than what overflows the stack of whoever walks a value. */
const MAX_LEVELS = 100;

/**
 * Whether structures and lists are nested too deeply in a parsed value for code that calls itself. Looks
 * level by level, because it must not call itself either.
 */
export function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isNested);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === MAX_LEVELS) return true;
    level = level.flatMap((one) => Object.values(one).filter(isNested));
  }
  return false;
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
