/** Maximum edit distance between a mistyped name and a suggestion. */
const MOST_EDITS = 3;

/** Minimum length of a part of a name that identifies it. */
const LEAST_PART = 4;

/**
 * The name with the smallest Levenshtein distance to `typed`, ignoring case, if that is at most three and less than
 * half of the name's length. Otherwise a name that contains `typed`.
 */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const text = typed.toLowerCase();
  const distances = names.map((name) => editDistance(text, name.toLowerCase()));
  const edits = Math.min(...distances);
  const nearest = names[distances.indexOf(edits)];
  if (edits <= MOST_EDITS && 2 * edits < Math.max(typed.length, nearest.length)) return nearest;
  return text.length < LEAST_PART ? undefined : names.find((name) => name.toLowerCase().includes(text));
}

/** A sentence that suggests the nearest name, after a space; empty if none is near. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const name = nearestName(typed, names);
  return name === undefined ? '' : ` Did you mean ${name}?`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
