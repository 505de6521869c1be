import type { TimedRows } from './split';

const ZERO = 0x30;
const NINE = 0x39;

/** Kept rows of interactions as they are written: the columns for import, the time last, and a line feed. */
export class InteractionText implements TimedRows {
  /**
   * @param before - kept rows of the file that come before these
   * @param ends - where each row ends; the first `count` entries are valid
   * @param events - number of each row's event type; the first `count` entries are valid
   */
  constructor(
    readonly bytes: Buffer,
    readonly before: number,
    readonly count: number,
    readonly ends: Uint32Array,
    readonly events: Uint8Array,
  ) {}

  timestampOf(index: number): number {
    const { bytes } = this;
    let seconds = 0;
    let place = 1;
    for (let at = this.ends[index] - 2; bytes[at] >= ZERO && bytes[at] <= NINE; at--, place *= 10)
      seconds += place * (bytes[at] - ZERO);
    return seconds;
  }
}
