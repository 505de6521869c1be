import { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { ArchiveError } from '../preparation/archive-error';
import { UnpackLimit } from '../preparation/unpack-limit';
import { MAX_HEADERS, MAX_UNPACKED_BYTES } from '../preparation/read-tar';
import { MemberNames } from './member-names';
import type { ShopFile, ShopFiles } from './shop-files';

/** Bytes that can be read at any offset. */
export interface RandomAccess {
  readonly sizeBytes: () => Promise<number>;
  /** The bytes from `start` to before `end`. */
  readonly range: (start: number, end: number) => Promise<AsyncIterable<Buffer>>;
}

/** Size of a local file header without the name and the extra fields. */
const LOCAL_HEADER_BYTES = 30;

/** The files of a zip archive, in the order of its directory. */
export const zipFiles = (name: string, access: RandomAccess): ShopFiles => ({
  name,
  all: () => members(access),
});

class Reader extends RandomAccessReader {
  constructor(private readonly access: RandomAccess) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end), { objectMode: false });
  }

  private async *pieces(start: number, end: number): AsyncGenerator<Buffer> {
    // The piece is copied, because the stream reads ahead and the memory of a chunk may be reused.
    for await (const piece of await this.access.range(start, end)) yield Buffer.from(piece);
  }
}

async function* members(access: RandomAccess): AsyncGenerator<ShopFile> {
  const sizeBytes = await access.sizeBytes();
  const zip = await inWords(
    fromRandomAccessReaderPromise(new Reader(access), sizeBytes, {
      autoClose: false,
      validateEntrySizes: true,
    }),
  );
  if (zip.entryCount > MAX_HEADERS)
    throw new ArchiveError(
      `the archive has ${countInWords(zip.entryCount, 'member')}, at most ${grouped(MAX_HEADERS)} are read`,
    );
  const limit = new UnpackLimit(sizeBytes);
  const entries: Entry[] = [];
  for await (const entry of inWordsOf(zip.eachEntry())) entries.push(entry);
  refuseHostile(entries, limit);
  for (const entry of entries)
    if (!isFolder(entry)) yield { path: entry.fileName, body: bodyOf(zip, entry), limit };
}

const isFolder = ({ fileName }: Entry): boolean => fileName.endsWith('/');

/** Rejects zip bombs. @throws ArchiveError if members share a name or bytes, or are too large in total */
function refuseHostile(entries: readonly Entry[], limit: UnpackLimit): void {
  const names = new MemberNames();
  let unpackedBytes = 0;
  for (const entry of entries.filter((entry) => !isFolder(entry))) {
    names.add(entry.fileName);
    limit.add(entry.uncompressedSize, 'the archive');
    unpackedBytes += entry.uncompressedSize;
    if (unpackedBytes > MAX_UNPACKED_BYTES)
      throw new ArchiveError(
        `the archive unpacks to more than data of a shop does, at "${excerpt(entry.fileName, 100)}"; ` +
          'unpack it and name the folder',
      );
  }
  const inOrder = entries.toSorted(
    (one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader,
  );
  for (const [at, entry] of inOrder.entries())
    if (at > 0 && entry.relativeOffsetOfLocalHeader < leastEndOf(inOrder[at - 1]))
      throw new ArchiveError(
        `the archive's members "${excerpt(inOrder[at - 1].fileName, 100)}" and "${excerpt(entry.fileName, 100)}" ` +
          'overlap, which no archive of files has; make it again',
      );
}

/**
 * Minimum end offset of a member. Its local header may have extra fields that are not in the directory, so the actual
 * end may be later.
 */
const leastEndOf = (entry: Entry): number =>
  entry.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize;

async function* bodyOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const stream = await inWords(zip.openReadStreamPromise(entry));
  yield* inWordsOf(stream as AsyncIterable<Buffer>);
}

const damaged = (cause: unknown): ArchiveError =>
  new ArchiveError(
    `the archive is no zip archive that can be read (${cause instanceof Error ? cause.message : String(cause)}); make it again`,
    { cause },
  );

async function inWords<Value>(work: Promise<Value>): Promise<Value> {
  return work.catch((cause: unknown) => {
    throw damaged(cause);
  });
}

async function* inWordsOf<Value>(values: AsyncIterable<Value>): AsyncGenerator<Value> {
  const source = values[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await inWords(Promise.resolve(source.next()));
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await source.return?.();
  }
}
