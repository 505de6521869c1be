import type { IncomingFile } from './next-batch';

/** Quiet after which a burst is over. */
const QUIET_MS = 30_000;

/** A drip that never pauses is cut off here. */
const PATIENCE_MS = 15 * 60_000;

/** Whether files that came together are all there, as far as anybody can know. */
export function hasSettled(files: readonly IncomingFile[], nowMs: number): boolean {
  const times = files.map(({ modifiedMs }) => modifiedMs);
  return nowMs - Math.max(...times) >= QUIET_MS || nowMs - Math.min(...times) >= PATIENCE_MS;
}
