/** Deeper than any AWS input, far below what overflows the stack of recursive code. */
export const MAX_LEVELS = 100;

/** For user documents: EventBridge allows this depth in an event. */
export const MAX_DOCUMENT_LEVELS = 1_000;

/** Limit on values per document; more would take too long to parse and walk. */
const MAX_VALUES = 500_000;

/**
 * `JSON.parse` for untrusted text. Rejects text nested too deeply or with too many values before parsing it.
 *
 * @throws SyntaxError
 */
export function parseBoundedJson(text: string, maxLevels = MAX_LEVELS): unknown {
  if (text.length > MAX_VALUES || hasMoreBrackets(text, maxLevels)) checkBounds(text, maxLevels);
  return JSON.parse(text);
}

/** Cheap first check: text with at most `max` opening brackets cannot be nested deeper. Most requests pass it. */
function hasMoreBrackets(text: string, max: number): boolean {
  let count = 0;
  for (const opening of ['{', '['])
    for (let at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, at + 1))
      if (++count > max) return true;
  return false;
}

function checkBounds(text: string, maxLevels: number): void {
  let levels = 0;
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case OPENING_BRACKET:
      case OPENING_BRACE:
        if (++levels > maxLevels)
          throw new SyntaxError(`it is nested too deeply: more than ${maxLevels} levels`);
        values++;
        break;
      case CLOSING_BRACKET:
      case CLOSING_BRACE:
        levels--;
        break;
      case COMMA:
        if (++values > MAX_VALUES) throw new SyntaxError(`it has more than ${MAX_VALUES} values`);
    }
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Index of the quote that ends the string starting at `start`; the end of the text if it is unterminated. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}

/** Whether a JSON value is an object, not null or an array. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
