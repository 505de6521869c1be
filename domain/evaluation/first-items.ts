import { LONGEST_LIST } from './list-lengths';
import type { Question } from './questions';

/** The list that a question gets from a longer one: the best items, each once, none that is excluded. */
export function firstItems(items: Iterable<string>, { excluded }: Question): string[] {
  const list = new Set<string>();
  for (const item of items) {
    if (!excluded.has(item)) list.add(item);
    if (list.size === LONGEST_LIST) break;
  }
  return [...list];
}
