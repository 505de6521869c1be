import { DefinitionError } from './definition-error';
import { isObject } from './json';

/**
 * Checks the names of a service's parameters, whether given or taken from a path (`NAME.$`).
 *
 * @param what - `lambda:invoke`
 * @param needed - the one without which it cannot be called
 * @throws DefinitionError
 */
export function checkParameters(
  what: string,
  parameters: unknown,
  known: readonly string[],
  needed: string,
): void {
  const names = isObject(parameters) ? Object.keys(parameters).map((name) => name.replace(/\.\$$/, '')) : [];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new DefinitionError(
      `${what} does not take ${unknown.join(', ')} here. It takes: ${known.join(', ')}`,
    );
  if (!names.includes(needed)) throw new DefinitionError(`${what} needs ${needed} in its Parameters`);
}
