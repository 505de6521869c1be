/** A line before the column names that says where an export is from, as Google Analytics writes them. */
const COMMENTS = /^(?:#(?:[ -].*)?\r?\n|[ \t]*\r?\n)*/;

/** Characters that are kept to find the end of the comments. */
const MAX_COMMENTS = 64 * 1024;

/** A text whose leading comments are empty lines, so that lines keep their numbers. */
export const blankComments = (text: string): string =>
  text.replace(COMMENTS, (comments) => comments.replace(/[^\n]+/g, ''));

/** The same for pieces of a text. */
export async function* withoutComments(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let start: string | undefined = '';
  for await (const piece of pieces) {
    if (start === undefined) {
      yield piece;
      continue;
    }
    start += piece;
    // The line after the comments may go on in the next piece.
    if (start.length < MAX_COMMENTS && !/^[^#\s]/m.test(start)) continue;
    yield blankComments(start);
    start = undefined;
  }
  if (start !== undefined) yield blankComments(start);
}
