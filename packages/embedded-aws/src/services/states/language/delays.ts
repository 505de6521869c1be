import type { Platform } from '../../../platform';

/**
 * The waits of one line of states. With `latency.wakesWaiters` a wait ends as soon as anything in the
 * account has changed since the line last looked: at its last attempt of a task, or at its last wait.
 */
export class Delays {
  private seenVersion: number;

  constructor(
    readonly platform: Pick<Platform, 'clock' | 'changes' | 'latency'>,
    private readonly signal: AbortSignal,
  ) {
    this.seenVersion = platform.changes.version;
  }

  /** Says that the line is about to look at the account: only later changes end its next wait. */
  look(): void {
    this.seenVersion = this.platform.changes.version;
  }

  /**
   * Waits on the clock.
   *
   * @returns whether the whole time has passed
   * @throws the signal's reason once that aborts
   */
  async wait(delayMs: number): Promise<boolean> {
    const { clock, changes, latency } = this.platform;
    const over = new AbortController();
    const end = (): void => over.abort();
    this.signal.addEventListener('abort', end, { once: true });
    if (this.signal.aborted) end();
    const ends = [clock.sleep(delayMs, over.signal).then(() => true)];
    if (latency.wakesWaiters) ends.push(changes.after(this.seenVersion, over.signal).then(() => false));
    const isWhole = await Promise.race(ends);
    this.signal.removeEventListener('abort', end);
    end();
    this.signal.throwIfAborted();
    this.look();
    return isWhole;
  }
}
