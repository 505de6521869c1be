import { setImmediate } from 'node:timers/promises';
import type { Sink } from '@ecommerce-recommenders/shop-data/data/preparation/sink';

/** A sink that keeps its files in memory, and logs its calls. */
export interface MemorySink extends Sink {
  /** What was committed, by name. */
  readonly files: Record<string, string>;
  readonly story: string[];
}

/**
 * @param failsAt - name of a file whose end fails
 * @param tells - whether the files can be read back, in small chunks that share one buffer
 */
export function memorySink({
  failsAt,
  tells = false,
}: { failsAt?: string; tells?: boolean } = {}): MemorySink {
  const open = new Map<string, Buffer[]>();
  const files: Record<string, string> = {};
  const story: string[] = [];
  return {
    files,
    story,
    async open(name) {
      const pieces: Buffer[] = [];
      open.set(name, pieces);
      story.push(`open ${name}`);
      return {
        write: async (bytes) => {
          // Like a disk, it reads the buffer later than the call.
          await setImmediate();
          pieces.push(Buffer.from(bytes));
        },
        end: async () => {
          if (name === failsAt) throw new Error(`no room for ${name}`);
        },
        ...(tells && { readBack: () => inOneMemory(Buffer.concat(pieces)) }),
      };
    },
    async commit() {
      story.push('commit');
      for (const [name, pieces] of open) files[name] = Buffer.concat(pieces).toString();
    },
    async abort() {
      story.push('abort');
    },
  };
}

async function* inOneMemory(bytes: Buffer): AsyncGenerator<Buffer> {
  const memory = Buffer.alloc(1000);
  for (let at = 0; at < bytes.length; at += memory.length)
    yield memory.subarray(0, bytes.copy(memory, 0, at, at + memory.length));
}
