/** The name with the smallest Levenshtein distance to `typed`, case-insensitive; the first of equals. */
export function nearestName(typed: string, names: readonly string[]): string {
  const distances = names.map((name) => editDistance(typed.toLowerCase(), name.toLowerCase()));
  return names[distances.indexOf(Math.min(...distances))];
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
