import { excerpt } from '../excerpt';

/** Seconds since 1970 reach this in the year 5138, milliseconds did in 1973. */
const FIRST_MILLISECONDS = 1e11;

const ZERO = 0x30;
const NINE = 0x39;

/** The Unix time in seconds that a field holds; NaN when it holds anything else. */
export function parseTimestamp(bytes: Uint8Array, start: number, end: number): number {
  let seconds = start === end ? NaN : 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte < ZERO || byte > NINE) return NaN;
    seconds = 10 * seconds + (byte - ZERO);
  }
  return seconds < FIRST_MILLISECONDS ? seconds : NaN;
}

/** Why {@link parseTimestamp} did not take a value. */
export function timestampProblem(value: string): string {
  return /^\d+$/.test(value)
    ? `"${excerpt(value)}" looks like milliseconds; divide by 1,000: Amazon Personalize wants Unix seconds`
    : `"${excerpt(value)}" is no whole number of Unix seconds, such as 1598204689`;
}
