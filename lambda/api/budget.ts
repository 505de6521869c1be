/** Time that a request may spend on sources that may not answer. */
export interface Budget {
  /** Milliseconds that are left; never negative. */
  leftMs(): number;
  /**
   * Awaits an answer as long as the budget lasts. The signal is aborted at its end, and what does not heed it is left to itself.
   *
   * @throws Error with the name TimeoutError at its end
   */
  within<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>;
}

/** A budget that begins now. @param now milliseconds since 1970 */
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
