import { appendInteractions, InteractionText } from './interaction-text';
import type { ByteReader } from './byte-reader';
import type { KeptRows } from './interaction-filter';
import type { PreparedFile, PreparedOutput } from './prepared-output';

/** Index of written rows. It takes two bytes per row. */
interface WrittenRows {
  readonly bytes: number;
  /** Length of each row in bytes including its line feed, or {@link LONG} if it is at least that. */
  readonly lengths: Uint8Array;
  /** Number of each row's event type. */
  readonly events: Uint8Array;
}

const LONG = 255;

const LINE_FEED = 0x0a;

/** The file of all kept rows. It is written while they are checked, and read back to split them. */
export class WarmFile {
  private readonly written: WrittenRows[] = [];

  constructor(private readonly output: PreparedOutput) {}

  /** Appends rows. */
  async add(kept: KeptRows): Promise<void> {
    const { output } = this;
    const begin = output.buffer.length;
    appendInteractions(kept, output.buffer);
    this.written.push({
      bytes: output.buffer.length - begin,
      lengths: lengthsOf(kept.found.ends, kept.count),
      events: kept.found.events.slice(0, kept.count),
    });
    output.rows += kept.count;
    await output.flush();
  }

  end(): Promise<PreparedFile> {
    return this.output.end();
  }

  /** The rows of the file, after its end. Each piece is valid until the next one. `undefined` if the file cannot be read back. */
  async rows(): Promise<AsyncIterable<InteractionText> | undefined> {
    const reader = await this.output.readBack();
    return reader && readRows(reader, this.written);
  }
}

async function* readRows(
  reader: ByteReader,
  written: readonly WrittenRows[],
): AsyncGenerator<InteractionText> {
  let ends = new Uint32Array(0);
  let before = 0;
  try {
    for (const { bytes, lengths, events } of written) {
      const count = lengths.length;
      if (ends.length < count) ends = new Uint32Array(2 * count);
      const text = await reader.read(bytes);
      endsOf(text, lengths, ends);
      yield new InteractionText(text, before, count, ends, events);
      before += count;
    }
  } finally {
    await reader.close();
  }
}

function lengthsOf(ends: Uint32Array, count: number): Uint8Array {
  const lengths = new Uint8Array(count);
  for (let i = 0, start = 0; i < count; start = ends[i++]) lengths[i] = Math.min(ends[i] - start, LONG);
  return lengths;
}

function endsOf(text: Buffer, lengths: Uint8Array, ends: Uint32Array): void {
  for (let i = 0, end = 0; i < lengths.length; i++) {
    end = lengths[i] < LONG ? end + lengths[i] : text.indexOf(LINE_FEED, end) + 1;
    ends[i] = end;
  }
}
