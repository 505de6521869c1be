/**
 * Control characters, line and paragraph separators, lone surrogates, and format characters such as bidirectional
 * overrides. The two joiners are allowed, because scripts and emoji need them.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/**
 * Makes text from a file safe to print: characters that move the cursor, change colors, start a line or hide text are
 * escaped as `\u{1b}`. Use it only for display.
 */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** Escapes control characters, except line ends and tabs. */
export const visibleLines = (text: string): string => text.replace(/[^\n\t]+/g, visible);
