/** Comment and blank lines before the column names, as in exports of Google Analytics. */
const COMMENTS = /^(?:#(?:[ -].*)?\r?\n|[ \t]*\r?\n)*/;

/** Characters that are buffered to find the end of the comments. */
const MAX_COMMENTS = 64 * 1024;

/** Replaces leading comments by empty lines, so that line numbers do not change. */
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
    // The line after the comments may continue in the next piece.
    if (start.length < MAX_COMMENTS && !/^[^#\s]/m.test(start)) continue;
    yield blankComments(start);
    start = undefined;
  }
  if (start !== undefined) yield blankComments(start);
}
