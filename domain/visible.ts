/**
 * Controls, line and paragraph separators, lone surrogates, and format characters such as those that turn the
 * direction of text around. The two joiners stay: scripts and emoji need them.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/**
 * Text from a file as a message or a terminal can show it: what would move the cursor, change colours, begin
 * a line or hide other text is spelt out, `\u{1b}`. Only for people to read; data stays as it is.
 */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
