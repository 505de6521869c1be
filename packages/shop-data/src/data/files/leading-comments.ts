/** Matches comment and blank lines before the column names, as in exports of Google Analytics. */
const COMMENTS = /^(?:#(?:[ -].*)?\r?\n|[ \t]*\r?\n)*/;

/** Maximum number of bytes that are buffered to find the end of the comments. */
const MAX_COMMENTS = 64 * 1024;

/**
 * Replaces leading comments with empty lines that keep their line ends, so that line numbers do not change, and rows
 * end as the first line does.
 */
export const blankComments = (text: string): string =>
  text.replace(COMMENTS, (comments) => comments.replace(/[^\r\n]+/g, ''));

/** Replaces leading comments in a text that comes in pieces. */
export async function* withoutComments(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let start: Buffer | undefined = Buffer.alloc(0);
  for await (const piece of pieces) {
    if (start === undefined) {
      yield piece;
      continue;
    }
    start = Buffer.concat([start, piece]);
    // The line after the comments may continue in the next piece.
    if (start.length < MAX_COMMENTS && !/^[^#\s]/m.test(start.toString('latin1'))) continue;
    yield blankBytes(start);
    start = undefined;
  }
  if (start !== undefined) yield blankBytes(start);
}

/** Only ASCII characters matter here, so each byte is decoded as one character. */
const blankBytes = (start: Buffer): Buffer => Buffer.from(blankComments(start.toString('latin1')), 'latin1');
