/** Time that a request may spend on sources that may be slow or down. */
export interface Budget {
  /** Milliseconds that are left; never negative. */
  leftMs(): number;
  /**
   * Awaits an answer until the budget is used up. Then it aborts the signal and stops waiting.
   *
   * @throws Error named `TimeoutError` when the budget is used up
   */
  within<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>;
}

/** A budget that starts now. @param now milliseconds since 1970 */
export function budgetOf(ms: number, now: () => number): Budget {
  const endsMs = now() + ms;
  const leftMs = (): number => Math.max(0, endsMs - now());
  return {
    leftMs,
    async within(ask) {
      const abort = new AbortController();
      let timer: NodeJS.Timeout | undefined;
      const end = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(Object.assign(new Error('No answer in time.'), { name: 'TimeoutError' }));
          abort.abort();
        }, leftMs());
      });
      try {
        return await Promise.race([ask(abort.signal), end]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
