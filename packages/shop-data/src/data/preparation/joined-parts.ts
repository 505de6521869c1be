import type { LineError } from '@ecommerce-recommenders/csv/line-error';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { DataError } from '@ecommerce-recommenders/csv/data-error';

/** One of several objects of a table. */
export interface Part {
  /** `s3://bucket/key`, for messages. */
  readonly name: string;
  readonly open: () => Promise<AsyncIterable<Buffer>>;
}

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = '\ufeff';

/** Maximum size of a header. A longer one is not CSV. */
const MAX_HEADER_BYTES = 1024 * 1024;

/**
 * Concatenates the parts of a table. Only the first part's header is kept, and empty parts are skipped.
 *
 * @throws Error that names a part whose header differs from the first one's
 */
export async function* joinedParts(parts: readonly Part[]): AsyncGenerator<Buffer> {
  let first: { readonly name: string; readonly header: string } | undefined;
  for (const { name, open } of parts) {
    let head: Buffer | undefined = Buffer.alloc(0);
    for await (const piece of wholeLines(await open())) {
      if (head === undefined) {
        yield piece;
        continue;
      }
      head = Buffer.concat([head, piece]);
      const headerBytes = head.indexOf(LINE_FEED) + 1;
      if (headerBytes === 0 && head.length <= MAX_HEADER_BYTES) continue;
      const header = headerText(head.subarray(0, headerBytes));
      if (first !== undefined && header !== first.header) throw otherHeader(name, header, first);
      yield first === undefined ? head : head.subarray(headerBytes);
      first ??= { name, header };
      head = undefined;
    }
  }
}

/** The pieces of a file, with a final line feed. */
async function* wholeLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let lastByte = LINE_FEED;
  for await (const piece of pieces) {
    if (piece.length > 0) lastByte = piece[piece.length - 1];
    yield piece;
  }
  if (lastByte !== LINE_FEED) yield Buffer.from('\n');
}

/** Converts an error of the joined file to one of the part and its line. It reads the parts once more. */
export async function errorInPart(error: LineError, parts: readonly Part[]): Promise<Error> {
  let line = error.line;
  let headerLines = 0;
  for (const part of parts) {
    const lines = await linesOf(part);
    if (lines === 0) continue;
    if (line <= lines - headerLines)
      return new DataError(`${part.name}, line ${line + headerLines}: ${error.problem}`, { cause: error });
    line -= lines - headerLines;
    headerLines = 1;
  }
  return error;
}

function headerText(line: Buffer): string {
  return line
    .toString('utf8')
    .replace(BYTE_ORDER_MARK, '')
    .replace(/\r?\n$/, '');
}

function otherHeader(
  name: string,
  header: string,
  first: { readonly name: string; readonly header: string },
): Error {
  return new DataError(
    `${name}, line 1: has the columns ${excerpt(header, 200)} where ${first.name} has ${excerpt(first.header, 200)}; ` +
      'all parts of a table must have the same header',
  );
}

async function linesOf({ open }: Part): Promise<number> {
  let lines = 0;
  for await (const piece of wholeLines(await open()))
    for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, at + 1)) lines++;
  return lines;
}
