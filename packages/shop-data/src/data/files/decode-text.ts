import type { TableFiles } from '../mapping/mapping';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** How the text of a file is encoded. */
export type TextEncoding = NonNullable<TableFiles['encoding']>;

/** Byte order marks, which take precedence over the mapping. */
const MARKS: readonly { readonly bytes: readonly number[]; readonly encoding: TextEncoding }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

const MARK_BYTES = 3;

/**
 * Decodes a file in chunks, without its byte order mark.
 *
 * @param file - its name, for messages
 * @throws Error for bytes that are invalid in the encoding
 */
export async function* decodeText(
  pieces: AsyncIterable<Buffer>,
  encoding: TextEncoding,
  file: string,
): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let start: Buffer = Buffer.alloc(0);
  const decode = (bytes?: Buffer): string => {
    decoder ??= new TextDecoder(encodingOf(start) ?? encoding, { fatal: true });
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch (cause) {
      throw new Error(
        `${visible(file)} is not ${decoder.encoding} text; set "encoding" of its table in the mapping, to "latin1" for example`,
        { cause },
      );
    }
  };
  for await (const piece of pieces) {
    if (decoder !== undefined) {
      yield decode(piece);
      continue;
    }
    start = Buffer.concat([start, piece]);
    if (start.length >= MARK_BYTES) yield decode(start);
  }
  yield (decoder === undefined ? decode(start) : '') + decode();
}

const encodingOf = (start: Buffer): TextEncoding | undefined =>
  MARKS.find(({ bytes }) => bytes.every((byte, at) => start[at] === byte))?.encoding;
