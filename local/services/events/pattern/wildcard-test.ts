import { PatternError } from './pattern-error';

/**
 * `*` for any text, `\*` and `\\` for the characters themselves.
 *
 * @throws PatternError for two stars in a row
 */
export function wildcardTest(pattern: string, path: string): (value: unknown) => boolean {
  const parts: string[] = [''];
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at];
    if (char === '*') {
      if (pattern[at + 1] === '*') throw new PatternError(`${path}: wildcard has two stars in a row`);
      parts.push('');
      continue;
    }
    if (char === '\\') at += 1;
    parts[parts.length - 1] += pattern[at] ?? '';
  }
  return (value) => typeof value === 'string' && holds(value, parts);
}

/** Each part at the first place behind the one before: no other choice could let more follow. */
function holds(text: string, [first, ...others]: readonly string[]): boolean {
  if (others.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = others[others.length - 1];
  let from = first.length;
  for (const part of others.slice(0, -1)) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
