import { isUtf8 } from 'node:buffer';
import type { TableFiles } from '../mapping/mapping';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { DataError } from '@ecommerce-recommenders/csv/data-error';

/** The encoding of a file's text. */
export type TextEncoding = NonNullable<TableFiles['encoding']>;

/** Byte order marks, which take precedence over the mapping. */
const MARKS: readonly { readonly bytes: readonly number[]; readonly encoding: TextEncoding }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

const MARK_BYTES = 3;

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/**
 * Decodes a file to UTF-8 in chunks of whole characters, without its byte order mark.
 *
 * @param file - its name, for messages
 * @throws Error for bytes that are invalid in the encoding
 */
export async function* decodeText(
  pieces: AsyncIterable<Buffer>,
  encoding: TextEncoding,
  file: string,
): AsyncGenerator<Buffer> {
  let decode: Decode | undefined;
  let start: Buffer = Buffer.alloc(0);
  const decoded = (bytes?: Buffer): Buffer => {
    const used = encodingOf(start) ?? encoding;
    decode ??= used === 'utf-8' ? utf8Decoder() : otherDecoder(used);
    try {
      return decode(bytes);
    } catch (cause) {
      throw new DataError(
        `${visible(file)} is not ${used} text; set "encoding" of its table in the mapping, to "latin1" for example`,
        { cause },
      );
    }
  };
  for await (const piece of pieces) {
    if (decode !== undefined) {
      yield decoded(piece);
      continue;
    }
    start = Buffer.concat([start, piece]);
    if (start.length >= MARK_BYTES) yield decoded(start);
  }
  yield Buffer.concat([decode === undefined ? decoded(start) : NOTHING, decoded()]);
}

const NOTHING = Buffer.alloc(0);

/** Decodes the next bytes, or the rest at the end. @throws TypeError for bytes that are invalid in the encoding */
type Decode = (bytes?: Buffer) => Buffer;

function otherDecoder(encoding: TextEncoding): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (bytes) => Buffer.from(decoder.decode(bytes, { stream: bytes !== undefined }));
}

/** Checks UTF-8 bytes without copying them. */
function utf8Decoder(): Decode {
  let isFirst = true;
  let begun: Buffer = NOTHING;
  return (bytes = NOTHING) => {
    const all = begun.length > 0 ? Buffer.concat([begun, bytes]) : bytes;
    const end = bytes.length > 0 ? wholeCharacters(all) : all.length;
    const whole = all.subarray(0, end);
    if (!isUtf8(whole)) throw new TypeError('The encoded data was not valid for encoding utf-8');
    // Copied, because the memory of a piece may be reused.
    begun = Buffer.from(all.subarray(end));
    const hasMark = isFirst && whole.indexOf(BYTE_ORDER_MARK) === 0;
    isFirst &&= whole.length === 0;
    return hasMark ? whole.subarray(BYTE_ORDER_MARK.length) : whole;
  };
}

/** Length of UTF-8 bytes without an incomplete last character. */
function wholeCharacters(bytes: Buffer): number {
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - 3); at--) {
    const byte = bytes[at];
    if (byte < 0x80) break;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0;
    if (length > 0) return at + length > bytes.length ? at : bytes.length;
  }
  return bytes.length;
}

const encodingOf = (start: Buffer): TextEncoding | undefined =>
  MARKS.find(({ bytes }) => bytes.every((byte, at) => start[at] === byte))?.encoding;
