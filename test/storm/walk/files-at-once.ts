import fs from 'node:fs';
import { Transform } from 'node:stream';
import zlib from 'node:zlib';
import type { Replacement } from './seeded-process';

/** Operations that exist with a callback, as `…Sync`, and most of them as a promise. */
const OPERATIONS = [
  ...['access', 'appendFile', 'close', 'copyFile', 'fstat', 'lstat', 'mkdir', 'mkdtemp', 'open', 'read'],
  ...['readdir', 'readFile', 'rename', 'rm', 'rmdir', 'stat', 'unlink', 'write', 'writeFile', 'writev'],
] as const;

/** These also call back with the buffers that they were given. */
const WITH_BUFFERS: readonly string[] = ['read', 'write', 'writev'];

type Operation = (...args: unknown[]) => unknown;

/** Reads, writes and decompresses in the caller's turn of the event loop: which of a pool's threads is done first depends on the machine. */
export function filesAtOnce(): Replacement[] {
  const operations = OPERATIONS.flatMap((name): Replacement[] => {
    const run = (fs as unknown as Record<string, Operation>)[`${name}Sync`];
    const promised: Replacement = [fs.promises, name, async (...args: unknown[]) => run(...args)];
    return [[fs, name, calledBack(name, run)], ...(name in fs.promises ? [promised] : [])];
  });
  return [...operations, [fs.promises, 'open', openAtOnce], [zlib, 'createGunzip', gunzipAtOnce]];
}

const calledBack =
  (name: string, run: Operation) =>
  (...given: unknown[]): void => {
    const args = given.slice(0, -1);
    const callBack = given.at(-1) as (...results: unknown[]) => void;
    let results: unknown[];
    try {
      results = [null, run(...args), ...(WITH_BUFFERS.includes(name) ? [args[1]] : [])];
    } catch (error) {
      results = [error];
    }
    process.nextTick(() => callBack(...results));
  };

/** The part of a file handle that is used here. */
async function openAtOnce(path: string, flags = 'r'): Promise<object> {
  const fd = fs.openSync(path, flags);
  return {
    fd,
    read: async (buffer: Buffer, offset: number, length: number, position: number) => ({
      bytesRead: fs.readSync(fd, buffer, offset, length, position),
    }),
    createReadStream: (options: object) => fs.createReadStream('', { ...options, fd }),
    close: async () => fs.closeSync(fd),
  };
}

function gunzipAtOnce(): Transform {
  const pieces: Buffer[] = [];
  return new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      pieces.push(piece);
      done();
    },
    flush: (done) => {
      try {
        done(null, zlib.gunzipSync(Buffer.concat(pieces)));
      } catch (error) {
        done(error as Error);
      }
    },
  });
}
