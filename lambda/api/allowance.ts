/** Rate limit of one execution environment: a token bucket whose capacity is one minute's tokens. */
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

  /** Takes a token; false if none is left. */
  take(): boolean {
    const nowMs = this.now();
    const refilled = (Math.max(0, nowMs - this.countedMs) / 60_000) * this.perMinute;
    this.left = Math.min(this.perMinute, this.left + refilled);
    this.countedMs = nowMs;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }

  /** Returns a token whose request turned out to be legitimate. */
  giveBack(): void {
    this.left = Math.min(this.perMinute, this.left + 1);
  }
}
