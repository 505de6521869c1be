/** Notifies waiters of changes in the account, so that they need not poll. */
export interface Changes {
  /** Incremented by every change. */
  readonly version: number;
  /** Records a change and wakes waiters. */
  notify(): void;
  /** Resolves once the version is above `since`, or when `signal` aborts. */
  after(since: number, signal?: AbortSignal): Promise<void>;
}

/** A counter at its start. */
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
