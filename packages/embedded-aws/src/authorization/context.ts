/** Condition key values by lower-case name (IAM ignores case); each key may have several. */
export type Context = Pick<ReadonlyMap<string, readonly string[]>, 'get'>;

/** @param values - by name in any case; undefined values are left out */
export const contextOf = (
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): Context =>
  new Map(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key.toLowerCase(), typeof value === 'string' ? [value] : value]],
    ),
  );

/** A context built on first use; most policies never need it. */
export function lazyContext(make: () => Context): Context {
  let made: Context | undefined;
  return { get: (key) => (made ??= make()).get(key) };
}
