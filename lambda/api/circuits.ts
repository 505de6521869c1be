/** How long a circuit stays open after the first failure; twice as long after each further one. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** How long others wait for the answer to the one question that tries an open circuit. */
const TRIAL_MS = 1_000;

interface Open {
  /** When the next question may try. */
  untilMs: number;
  waitMs: number;
}

/**
 * Circuit breakers, one for each source: a source that has failed is not asked for a while, so that it costs one time-out
 * and not one for each request. Then a single question tries it (half-open). In memory: each execution environment has its
 * own.
 */
export class Circuits {
  private readonly open = new Map<string, Open>();

  /** @param now milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  /** Whether a source may be asked now; of an open circuit, one question at a time. */
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

  /** Opens a circuit, for longer if it was open. @returns for how long, in milliseconds */
  failed(source: string): number {
    const before = this.open.get(source);
    const waitMs = before ? Math.min(LONGEST_WAIT_MS, 2 * before.waitMs) : FIRST_WAIT_MS;
    this.open.set(source, { untilMs: this.now() + waitMs, waitMs });
    return waitMs;
  }
}
