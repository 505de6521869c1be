/** Tags in the form in which they are kept. */
export const tagsByKey = (
  tags: readonly { readonly key: string; readonly value: string }[],
): Record<string, string> => Object.fromEntries(tags.map(({ key, value }) => [key, value]));
