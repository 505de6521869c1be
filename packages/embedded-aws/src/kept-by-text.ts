/** Values that are kept at a time. */
const MOST = 1_000;

/** Keeps what a function makes of a text, for texts that come again and again. Errors are not kept. */
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
