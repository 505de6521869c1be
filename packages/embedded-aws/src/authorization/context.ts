/** Values of condition keys by their names in lower case, as IAM compares names; each key may have several. */
export type Context = Pick<ReadonlyMap<string, readonly string[]>, 'get'>;

/** @param values - by names in any case; what is undefined is not in the context */
export const contextOf = (
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): Context =>
  new Map(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key.toLowerCase(), typeof value === 'string' ? [value] : value]],
    ),
  );

/** A context that is made when a policy first asks for a key; most policies ask for none. */
export function lazyContext(make: () => Context): Context {
  let made: Context | undefined;
  return { get: (key) => (made ??= make()).get(key) };
}
