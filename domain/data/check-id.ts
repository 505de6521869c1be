/** Characters that Amazon Personalize allows in the id of an item or user. */
const MAX_ID_CHARACTERS = 256;

/**
 * What is wrong with an item or user id, or undefined.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/limits.html
 */
export function checkId(bytes: Buffer, start: number, end: number): string | undefined {
  if (start === end) return 'is empty; every row needs an id';
  if (end - start <= MAX_ID_CHARACTERS) return undefined;
  const characters = bytes.toString('utf8', start, end).length;
  return characters > MAX_ID_CHARACTERS
    ? `has ${characters} characters; Amazon Personalize allows ${MAX_ID_CHARACTERS}`
    : undefined;
}
