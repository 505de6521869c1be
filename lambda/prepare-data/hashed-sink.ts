import { createHash, type Hash } from 'node:crypto';
import type { Sink } from '../../domain/data/sink';

/** A sink that also tells what went into its files. */
export interface HashedSink extends Sink {
  /** SHA-256 of a file that was written, in hexadecimal. */
  sha256Of(name: string): string;
}

/** Hashes some files on their way into a sink. */
export function hashedSink(sink: Sink, names: readonly string[]): HashedSink {
  const hashes = new Map<string, Hash>();
  return {
    async open(name) {
      const file = await sink.open(name);
      if (!names.includes(name)) return file;
      const hash = createHash('sha256');
      hashes.set(name, hash);
      return {
        write(bytes) {
          hash.update(bytes);
          return file.write(bytes);
        },
        end: () => file.end(),
      };
    },
    commit: () => sink.commit(),
    abort: () => sink.abort(),
    sha256Of(name) {
      const hash = hashes.get(name);
      if (hash === undefined) throw new Error(`${name} was not written`);
      return hash.copy().digest('hex');
    },
  };
}
