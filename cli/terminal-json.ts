/** What {@link JSON.stringify} leaves in strings although a terminal obeys it, or shows it as something else. */
const LEFT_OVER = /[\u007f-\u009f\p{Zl}\p{Zp}\p{Cf}]/gu;

/** A value as JSON that is harmless on a terminal; whoever parses it gets the very same value. */
export function terminalJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(LEFT_OVER, (character) =>
    Array.from({ length: character.length }, (_, at) => escaped(character.charCodeAt(at))).join(''),
  );
}

const escaped = (codeUnit: number): string => `\\u${codeUnit.toString(16).padStart(4, '0')}`;
