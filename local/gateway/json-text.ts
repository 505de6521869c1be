import type { Output } from './action';

/** Member of an output that holds it as JSON, where that is put together faster than by `JSON.stringify`. */
export const JSON_TEXT = Symbol('JSON text');

/** An output as JSON; nothing is an empty body. */
export const jsonText = (output: Output): string =>
  output === undefined ? '' : ((output as { [JSON_TEXT]?: string })[JSON_TEXT] ?? JSON.stringify(output));
