import { visible } from '../domain/visible';

/** Attributes that are read, or read out. */
const READ = ['title', 'aria-label', 'alt', 'placeholder'] as const;

/**
 * Spells out in the properties of an element what would hide or turn the text around it: names and ids are a shop's, and
 * whoever wrote them may want them to look like others. Links, values and keys stay as they are.
 */
export function spellOut(props: Record<string, unknown>): void {
  props.children = shown(props.children);
  for (const name of READ) if (name in props) props[name] = shown(props[name]);
}

function shown(content: unknown): unknown {
  if (typeof content === 'string') return visible(content);
  return Array.isArray(content) ? content.map(shown) : content;
}
