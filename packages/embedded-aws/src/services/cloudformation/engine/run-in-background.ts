import type { Stack } from './stack';

/** Runs `work` as the stack's current operation; sets its first status before returning. */
export function runInBackground(
  stack: Stack,
  clientRequestToken: string | undefined,
  work: (abort: AbortController) => Promise<void>,
): void {
  const abort = new AbortController();
  stack.clientRequestToken = clientRequestToken;
  const running = {
    cancel: () => abort.abort(),
    done: work(abort)
      .catch((error: unknown) =>
        console.error(`embedded AWS: an operation of stack ${stack.name} broke off`, error),
      )
      .finally(() => {
        if (stack.running === running) stack.running = undefined;
        stack.statusChanges.notify();
      }),
  };
  stack.running = running;
}
