import { visible } from '@ecommerce-recommenders/csv/visible';

/** Attributes that are displayed or read out. */
const READ = ['title', 'aria-label', 'alt', 'placeholder'] as const;

/**
 * Escapes invisible and bidirectional control characters in an element's props: names and ids are untrusted and
 * could imitate others. Links, values and keys stay unchanged.
 */
export function spellOut(props: Record<string, unknown>): void {
  props.children = shown(props.children);
  for (const name of READ) if (name in props) props[name] = shown(props[name]);
}

function shown(content: unknown): unknown {
  if (typeof content === 'string') return visible(content);
  return Array.isArray(content) ? content.map(shown) : content;
}
