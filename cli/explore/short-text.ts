import { visible } from '../../domain/visible';

/** Text as it can be shown, of at most so many characters; what is cut off is an ellipsis. */
export function shortText(text: string, length: number): string {
  const characters = Array.from(visible(text.slice(0, 2 * length + 2)));
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
}
