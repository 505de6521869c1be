import { posix } from 'node:path';
// Imported deeply, because the package's entry loads all of it, which would be a sixth of the code of a function that
// reads archives.
import { Header } from 'tar/header';
import { Pax } from 'tar/pax';
import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { ArchiveError } from './archive-error';
import { ByteReader } from './byte-reader';

/** Maximum size of an extended header. It contains a path and some attributes, so it is small. */
const MAX_EXTENDED_HEADER_BYTES = 1024 * 1024;

const BLOCK_BYTES = 512;

/** The body of a tar member: its bytes, padded with zeros to a whole block. */
class MemberBody {
  private missingBytes: number;

  /** @param name - of the member in messages */
  constructor(
    private readonly reader: ByteReader,
    private readonly name: string,
    private readonly sizeBytes: number,
  ) {
    this.missingBytes = sizeBytes;
  }

  /** The remaining bytes. */
  async *read(): AsyncGenerator<Buffer> {
    for await (const piece of this.reader.take(this.missingBytes)) {
      this.missingBytes -= piece.length;
      yield piece;
    }
    if (this.missingBytes > 0) {
      throw new ArchiveError(
        `the archive is cut off: ${grouped(this.missingBytes)} of ${countInWords(this.sizeBytes, 'byte')} of "${this.name}" are missing; make or download it again`,
      );
    }
  }

  /** The body as text, for extended headers. */
  async text(): Promise<string> {
    if (this.sizeBytes > MAX_EXTENDED_HEADER_BYTES) {
      throw new ArchiveError(
        `the archive is damaged: it has an extended header of ${grouped(this.sizeBytes)} bytes`,
      );
    }
    const pieces: Buffer[] = [];
    for await (const piece of this.read()) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces).toString('utf8');
  }

  /** Skips to the next header. */
  async skip(): Promise<void> {
    for await (const piece of this.read()) void piece;
    await this.reader.read((BLOCK_BYTES - (this.sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES);
  }
}

/** A file in a tar archive. Bytes that are not read before the next file is requested are skipped. */
export interface TarMember {
  /** Path in the archive, without a leading `./`. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly body: AsyncIterable<Buffer>;
}

/** Maximum total size. A larger archive is considered an attack or a mistake. */
export const MAX_UNPACKED_BYTES = 20 * 1024 ** 3;

/** Maximum number of headers of any type. An archive with three files has a few more; one of a whole disk has millions. */
export const MAX_HEADERS = 10_000;

/** Supported member types. All others are rejected, such as links and devices. */
const KINDS: Partial<Record<Header['type'], 'file' | 'folder' | 'extended' | 'global' | 'path'>> = {
  File: 'file',
  OldFile: 'file',
  ContiguousFile: 'file',
  Directory: 'folder',
  ExtendedHeader: 'extended',
  OldExtendedHeader: 'extended',
  GlobalExtendedHeader: 'global',
  NextFileHasLongPath: 'path',
  OldGnuLongPath: 'path',
};

/**
 * Iterates over the files of a streamed tar archive without unpacking them to disk. The caller closes the content.
 *
 * @throws Error if the content is not a tar archive, is cut off or far too large, or has a member that data files do
 * not need: a link, a device, a path that leaves the folder
 */
export async function* readTar(content: AsyncIterable<Buffer>): AsyncGenerator<TarMember> {
  const reader = new ByteReader(content);
  let next: Pax | undefined;
  let all: Pax | undefined;
  let unpackedBytes = 0;
  for (let headers = 0; ; headers++) {
    const header = await readHeader(reader, headers === 0, next, all);
    if (header === undefined) return reader.drain();
    const { path = '', size = 0 } = header;
    const name = excerpt(path, 100);
    if (headers === MAX_HEADERS) {
      throw new ArchiveError(
        `the archive has more than ${grouped(MAX_HEADERS)} members, at "${name}"; put the three files alone into it`,
      );
    }
    if (!Number.isSafeInteger(size)) {
      throw new ArchiveError(`the archive is damaged: its member "${name}" has a size of ${size} bytes`);
    }
    const kind = KINDS[header.type];
    unpackedBytes += size;
    if (unpackedBytes > MAX_UNPACKED_BYTES) {
      throw new ArchiveError(
        `the archive unpacks to more than ${MAX_UNPACKED_BYTES} bytes, which is too much; see "${name}"`,
      );
    }

    const body = new MemberBody(reader, name, size);
    if (kind === 'extended') next = Pax.parse(await body.text(), next);
    else if (kind === 'global') all = Pax.parse(await body.text(), all, true);
    else if (kind === 'path') next = new Pax({ ...next, path: (await body.text()).replace(/\0.*$/s, '') });
    else {
      next = undefined;
      if (kind === undefined) {
        throw new ArchiveError(
          `the archive's member "${name}" is a ${header.type}; only files and folders are accepted`,
        );
      }
      checkPath(path);
      if (kind === 'file') yield { path: posix.normalize(path), sizeBytes: size, body: body.read() };
    }
    await body.skip();
  }
}

/** The next member's header; `undefined` at the end of the archive. */
async function readHeader(
  reader: ByteReader,
  isFirst: boolean,
  next?: Pax,
  all?: Pax,
): Promise<Header | undefined> {
  const block = await reader.read(BLOCK_BYTES);
  if (block.length === 0 && !isFirst) return undefined;
  const header = parsedHeader(block, next, all);
  if (isFirst && !header?.cksumValid) {
    throw new ArchiveError(
      'the archive is no tar archive, compressed or not; make it with: tar -czf FILE items.csv users.csv interactions.csv',
    );
  }
  if (block.length < BLOCK_BYTES)
    throw new ArchiveError('the archive is cut off within the header of a member; make or download it again');
  if (header?.nullBlock) return undefined;
  if (!header?.cksumValid)
    throw new ArchiveError('the archive is damaged: the header of a member has a wrong checksum');
  return header;
}

/** Parses a header; `undefined` if the block is invalid. The parser throws for numbers out of range. */
function parsedHeader(block: Buffer, next?: Pax, all?: Pax): Header | undefined {
  if (block.length < BLOCK_BYTES) return undefined;
  try {
    return new Header(block, 0, next, all);
  } catch {
    return undefined;
  }
}

function checkPath(path: string): void {
  if (posix.isAbsolute(path) || /^[A-Za-z]:|\\|(^|\/)\.\.(\/|$)/.test(path)) {
    throw new ArchiveError(
      `the archive's member "${excerpt(path, 100)}" lies outside of its folder; paths must be relative, without ".."`,
    );
  }
}
