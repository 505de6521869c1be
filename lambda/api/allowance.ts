/**
 * What an execution environment may do a minute at the bidding of whoever asks. It refills steadily, and at rest holds a
 * minute's worth.
 */
export class Allowance {
  private left: number;
  private countedMs: number;

  /** @param now milliseconds since 1970 */
  constructor(
    private readonly perMinute: number,
    private readonly now: () => number,
  ) {
    this.left = perMinute;
    this.countedMs = now();
  }

  /** Takes one; false if none is left. */
  take(): boolean {
    const nowMs = this.now();
    const refilled = (Math.max(0, nowMs - this.countedMs) / 60_000) * this.perMinute;
    this.left = Math.min(this.perMinute, this.left + refilled);
    this.countedMs = nowMs;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }

  /** Gives one back that turned out to be in order. */
  giveBack(): void {
    this.left = Math.min(this.perMinute, this.left + 1);
  }
}
