import { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { ArchiveError } from '../data/archive-error';
import { MAX_HEADERS, MAX_UNPACKED_BYTES } from '../data/read-tar';
import type { ShopFile, ShopFiles } from './shop-files';

/** Bytes that can be read at any place. */
export interface RandomAccess {
  readonly sizeBytes: () => Promise<number>;
  /** The bytes from `start` up to `end`, without the latter. */
  readonly range: (start: number, end: number) => Promise<AsyncIterable<Buffer>>;
}

/** Limit against decompression bombs, as of gzip. */
const MAX_RATIO = 200;
const FREE_BYTES = 256 * 1024 * 1024;

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
    // The stream reads ahead, and the memory of a piece may be reused.
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
  let unpackedBytes = 0;
  for await (const entry of inWordsOf(zip.eachEntry())) {
    if (entry.fileName.endsWith('/')) continue;
    unpackedBytes += entry.uncompressedSize;
    refuseBomb(entry, unpackedBytes);
    yield { path: entry.fileName, body: bodyOf(zip, entry) };
  }
}

function refuseBomb({ fileName, compressedSize, uncompressedSize }: Entry, unpackedBytes: number): void {
  const isBomb = uncompressedSize > FREE_BYTES && uncompressedSize > MAX_RATIO * compressedSize;
  if (isBomb || unpackedBytes > MAX_UNPACKED_BYTES)
    throw new ArchiveError(
      `the archive unpacks to more than data of a shop does, at "${fileName}"; unpack it and name the folder`,
    );
}

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
