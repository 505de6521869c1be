import { visible } from './visible';

/** The beginning of a text from a file, of at most `length` characters, for a message. */
export function excerpt(text: string, length = 40): string {
  const shown = visible(text.slice(0, length + 1));
  return shown.length > length ? `${shown.slice(0, length)}…` : shown;
}
