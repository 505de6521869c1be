import { visible } from './visible';

/** The first `length` characters of a text from a file, for messages. */
export function excerpt(text: string, length = 40): string {
  const shown = visible(text.slice(0, length + 1));
  return shown.length > length ? `${shown.slice(0, length)}…` : shown;
}
