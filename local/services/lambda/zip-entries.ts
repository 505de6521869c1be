import { inflateRawSync } from 'node:zlib';

/** A file or folder in a zip archive. */
export interface ZipEntry {
  /** Folders end in `/`. */
  readonly name: string;
  /** What it says of its size when it is unpacked. */
  readonly sizeBytes: number;
  /** Unpacks it. @throws Error if it is damaged, or larger than it says */
  readonly read: () => Buffer;
}

const END = Buffer.from('PK\x05\x06', 'latin1');
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

/**
 * The entries of a zip archive, by the directory at its end. Archives beyond 4 GB (zip64) and encrypted ones are
 * understood as little as Lambda needs them.
 *
 * @throws Error if it is no such archive
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipEntries(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf(END);
  if (end < 0) throw new Error('There is no directory at its end');
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new Error('Its directory is damaged');
    const nameEnd = at + ENTRY_BYTES + archive.readUInt16LE(at + 28);
    entries.push(entryOf(archive, at, nameEnd));
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function entryOf(archive: Buffer, at: number, nameEnd: number): ZipEntry {
  const name = archive.toString('utf8', at + ENTRY_BYTES, nameEnd);
  const method = archive.readUInt16LE(at + 10);
  const packedBytes = archive.readUInt32LE(at + 20);
  const sizeBytes = archive.readUInt32LE(at + 24);
  const header = archive.readUInt32LE(at + 42);
  return {
    name,
    sizeBytes,
    read: () => {
      const start =
        header + LOCAL_HEADER_BYTES + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
      const packed = archive.subarray(start, start + packedBytes);
      if (packed.length < packedBytes) throw new Error(`${name} breaks off`);
      if (method === STORED) return packed;
      if (method !== DEFLATED) throw new Error(`${name} is compressed by method ${method}`);
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, sizeBytes) });
    },
  };
}
