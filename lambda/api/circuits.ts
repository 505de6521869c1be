/** How long a circuit stays open after the first failure; doubled after each further one. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** How long a half-open circuit waits for its single question in flight. */
const TRIAL_MS = 1_000;

/** These errors may be caused by the values of one request or by the source: a stopped recommender causes them, too. */
const AMBIGUOUS: readonly string[] = ['InvalidInputException', 'ResourceNotFoundException'];

/** How long the result of a successful probe is trusted. */
const TRUSTED_MS = 10_000;

interface Open {
  /** When the next question may be tried. */
  untilMs: number;
  waitMs: number;
}

/**
 * Circuit breakers, one per source. A source that has failed is not asked for a while, so that it costs one time-out
 * instead of one per request. Then a single question tries it (half-open). Each execution environment has its own.
 */
export class Circuits {
  private readonly open = new Map<string, Open>();
  private readonly trustedUntilMs = new Map<string, number>();
  private readonly probes = new Map<string, Promise<boolean>>();

  /** @param now milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  /** Whether a source may be asked now. A half-open circuit lets one question through at a time. */
  allows(source: string): boolean {
    const circuit = this.open.get(source);
    if (!circuit) return true;
    if (this.now() < circuit.untilMs) return false;
    circuit.untilMs = this.now() + TRIAL_MS;
    return true;
  }

  /** Closes a circuit. */
  succeeded(source: string): void {
    this.open.delete(source);
  }

  /**
   * Opens a circuit, unless the error was caused only by the values of this request. A probe decides that: it asks
   * the same source with values of the stack itself.
   *
   * @returns for how long, in milliseconds; 0 if the circuit stays closed
   */
  async failedWith(source: string, error: Error, probe: () => Promise<unknown>): Promise<number> {
    if (!AMBIGUOUS.includes(error.name) || !(await this.answers(source, probe))) return this.failed(source);
    this.succeeded(source);
    return 0;
  }

  private async answers(source: string, probe: () => Promise<unknown>): Promise<boolean> {
    if (this.now() < (this.trustedUntilMs.get(source) ?? 0)) return true;
    let answer = this.probes.get(source);
    if (!answer) {
      answer = probe().then(
        () => true,
        // A probe that only timed out was not rejected.
        (error: unknown) => (error as Error).name === 'TimeoutError',
      );
      this.probes.set(source, answer);
      if (await answer) this.trustedUntilMs.set(source, this.now() + TRUSTED_MS);
      this.probes.delete(source);
    }
    return answer;
  }

  /** Opens a circuit, for longer if it was open before. @returns for how long, in milliseconds */
  failed(source: string): number {
    const before = this.open.get(source);
    const waitMs = before ? Math.min(LONGEST_WAIT_MS, 2 * before.waitMs) : FIRST_WAIT_MS;
    this.open.set(source, { untilMs: this.now() + waitMs, waitMs });
    return waitMs;
  }
}
