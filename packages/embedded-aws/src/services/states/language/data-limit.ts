import type { Json } from './json';
import { StateError } from './state-error';

/**
 * Maximum bytes of JSON in a state's input or output.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const MAX_DATA_BYTES = 262_144;

/**
 * Checks the size of computed data before it is serialized: a template can repeat its input thousands of times.
 *
 * @param what - `The output`
 * @throws StateError `States.DataLimitExceeded`
 */
export function limited<T extends Json>(what: string, data: T): T {
  let left = MAX_DATA_BYTES;
  count(data);
  return data;

  function count(value: Json): void {
    if (Array.isArray(value)) {
      spend(2 + Math.max(0, value.length - 1));
      for (const entry of value as readonly Json[]) count(entry);
    } else if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value);
      spend(2 + Math.max(0, members.length - 1));
      for (const [name, member] of members) {
        countText(name);
        spend(1);
        count(member);
      }
    } else if (typeof value === 'string') countText(value);
    else spend(String(value).length);
  }

  function countText(text: string): void {
    // Too long already without its escapes.
    spend(text.length > MAX_DATA_BYTES ? text.length : Buffer.byteLength(JSON.stringify(text)));
  }

  function spend(bytes: number): void {
    left -= bytes;
    if (left < 0)
      throw new StateError(
        'States.DataLimitExceeded',
        `${what} has more than ${MAX_DATA_BYTES} bytes, the limit`,
      );
  }
}
