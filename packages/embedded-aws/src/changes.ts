/**
 * Tells waiters that something in the account has changed, so that a poll that would find nothing new need
 * not be made, and one that would need not wait.
 */
export interface Changes {
  /** Grows with every change. */
  readonly version: number;
  /** Says that something changed. */
  notify(): void;
  /** Resolves once the version is above `since`, or when `signal` aborts. */
  after(since: number, signal?: AbortSignal): Promise<void>;
}

/** Changes of an account in which nothing has happened yet. */
export function createChanges(): Changes {
  let version = 0;
  const waiting = new Set<() => void>();
  return {
    get version() {
      return version;
    },
    notify: () => {
      version += 1;
      for (const resolve of [...waiting]) resolve();
    },
    after: (since, signal) =>
      new Promise((resolve) => {
        if (version > since || signal?.aborted) return resolve();
        const done = (): void => {
          waiting.delete(done);
          signal?.removeEventListener('abort', done);
          resolve();
        };
        waiting.add(done);
        signal?.addEventListener('abort', done, { once: true });
      }),
  };
}
