import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Meter } from '../../billing/meter';
import type { StoredFile } from './bucket';
import type { Digest } from './checksum';

/** Bytes from `first` to `last`, inclusive. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** Contents of objects and parts, in files whose names do not depend on the keys. */
export class ObjectFiles {
  constructor(
    private readonly folder: string,
    private readonly newId: () => string,
    private readonly meter: Meter,
  ) {}

  /**
   * Streams a body to disk; deletes the file if the body breaks off.
   *
   * @param digests - computed while writing, besides MD5
   */
  async write(body: Readable, digests: readonly Digest[] = []): Promise<StoredFile> {
    const path = join(this.folder, this.newId());
    const md5 = createHash('md5');
    let sizeBytes = 0;
    async function* measured(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        sizeBytes += chunk.length;
        md5.update(chunk);
        for (const digest of digests) digest.update(chunk);
        yield chunk;
      }
    }
    try {
      await pipeline(body, measured, createWriteStream(path));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    this.meter.hold('s3Storage', path, sizeBytes / 1e9);
    return { path, sizeBytes, md5: md5.digest('hex') };
  }

  /** Opens at once, so that a file replaced meanwhile is still read to its end. */
  async read({ path, sizeBytes }: StoredFile, range?: ByteRange): Promise<Readable> {
    if (sizeBytes === 0) return Readable.from([]);
    const file = await open(path);
    return file.createReadStream({ start: range?.first, end: range?.last, highWaterMark: READ_BYTES });
  }

  /** Concatenates files, opening them one by one. */
  readAll(files: readonly StoredFile[]): Readable {
    return Readable.from(this.chunksOf(files), { objectMode: false });
  }

  async remove(files: Iterable<StoredFile>): Promise<void> {
    await Promise.all(
      [...files].map(({ path }) => {
        this.meter.hold('s3Storage', path, 0);
        return rm(path, { force: true });
      }),
    );
  }

  private async *chunksOf(files: readonly StoredFile[]): AsyncGenerator<Buffer> {
    for (const file of files) yield* (await this.read(file)) as AsyncIterable<Buffer>;
  }
}

const READ_BYTES = 256 * 1024;
