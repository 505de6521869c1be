/** Values of condition keys by their names in lower case, as IAM compares names; each key may have several. */
export type Context = ReadonlyMap<string, readonly string[]>;

/** @param values - by names in any case; what is undefined is not in the context */
export const contextOf = (
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): Context =>
  new Map(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key.toLowerCase(), typeof value === 'string' ? [value] : value]],
    ),
  );
