const FIRST_MS = 250;
const LONGEST_MS = 15_000;

/** How a wait is waited. */
export interface Waiting {
  /** Resolves when so many milliseconds have passed. */
  readonly wait: (ms: number) => Promise<unknown>;
  /** Milliseconds after which it is given up. */
  readonly atMostMs: number;
}

/** Asks until the answer is `true`, ever more slowly; `false` when that has taken too long. */
export async function polled(ask: () => Promise<boolean>, { wait, atMostMs }: Waiting): Promise<boolean> {
  let delayMs = FIRST_MS;
  for (let waitedMs = 0; ; waitedMs += delayMs, delayMs = Math.min(LONGEST_MS, delayMs * 1.5)) {
    if (await ask()) return true;
    if (waitedMs >= atMostMs) return false;
    await wait(delayMs);
  }
}
