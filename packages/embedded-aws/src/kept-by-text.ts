/** Maximum number of cached values. */
const MOST = 1_000;

/** Caches the results of a function of a text. Errors are not cached. */
export function keptByText<Value>(make: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, Value>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (kept.size === MOST) kept.clear();
    kept.set(text, made);
    return made;
  };
}
