import fc from 'fast-check';

/** A way to corrupt a file. */
export interface Damage {
  readonly kind: keyof typeof KINDS;
  /** Position as a fraction: 0 is the start, below 1 the end. */
  readonly at: number;
  readonly byte: number;
  readonly length: number;
}

const KINDS = {
  flip: (before: Buffer, after: Buffer, { byte }: Damage) => [
    before,
    flipped(after, byte),
    after.subarray(1),
  ],
  set: (before: Buffer, after: Buffer, { byte }: Damage) => [before, Buffer.from([byte]), after.subarray(1)],
  cut: (before: Buffer) => [before],
  insert: (before: Buffer, after: Buffer, { byte, length }: Damage) => [
    before,
    Buffer.alloc(length, byte),
    after,
  ],
  remove: (before: Buffer, after: Buffer, { length }: Damage) => [before, after.subarray(length)],
  repeat: (before: Buffer, after: Buffer, { length }: Damage) => [before, after.subarray(0, length), after],
} as const satisfies Record<string, (before: Buffer, after: Buffer, damage: Damage) => Buffer[]>;

/** One to three ways to corrupt a file. */
export const damages: fc.Arbitrary<Damage[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[])),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    byte: fc.integer({ min: 0, max: 255 }),
    length: fc.integer({ min: 1, max: 600 }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** A file with all these corruptions, applied in order. */
export function damaged(file: Buffer, all: readonly Damage[]): Buffer {
  return all.reduce((bytes, damage) => {
    const start = Math.floor(damage.at * bytes.length);
    return Buffer.concat(KINDS[damage.kind](bytes.subarray(0, start), bytes.subarray(start), damage));
  }, file);
}

const flipped = (after: Buffer, byte: number): Buffer => Buffer.from([after[0] ^ (1 << (byte & 7))]);
