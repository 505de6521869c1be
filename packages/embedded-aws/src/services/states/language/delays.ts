import type { Platform } from '../../../platform';

/**
 * Waits of one sequence of states. With `latency.wakesWaiters` a wait ends early on any change in the account
 * since the sequence's last task attempt or wait.
 */
export class Delays {
  private seenVersion: number;

  constructor(
    readonly platform: Pick<Platform, 'clock' | 'changes' | 'latency' | 'newId'>,
    private readonly signal: AbortSignal,
  ) {
    this.seenVersion = platform.changes.version;
  }

  /** Records a task attempt: only later changes end the next wait. */
  markSeen(): void {
    this.seenVersion = this.platform.changes.version;
  }

  /**
   * Waits on the clock.
   *
   * @param mayBeEarly - whether changes may end the wait
   * @returns whether the full time has passed
   * @throws the signal's reason once it aborts
   */
  async wait(delayMs: number, mayBeEarly = true): Promise<boolean> {
    const { clock, changes, latency } = this.platform;
    const over = new AbortController();
    const end = (): void => over.abort();
    this.signal.addEventListener('abort', end, { once: true });
    if (this.signal.aborted) end();
    const ends = [clock.sleep(delayMs, over.signal).then(() => true)];
    if (latency.wakesWaiters && mayBeEarly)
      ends.push(changes.after(this.seenVersion, over.signal).then(() => false));
    const isWhole = await Promise.race(ends);
    this.signal.removeEventListener('abort', end);
    end();
    this.signal.throwIfAborted();
    this.markSeen();
    return isWhole;
  }
}
