import { setImmediate } from 'node:timers/promises';
import type { Sink } from '../../domain/data/sink';

/** A sink that keeps its files in memory, and the story of what happened to it. */
export interface MemorySink extends Sink {
  /** What was committed, by name. */
  readonly files: Record<string, string>;
  readonly story: string[];
}

/**
 * @param failsAt - name of a file that cannot be ended
 * @param tells - whether the files can be read back, in small pieces whose memory is used again
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
          // As a disk does, it looks at the memory later than at the call.
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
