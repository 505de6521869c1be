import type { Stack } from './stack';

/** Runs `work` as the operation that the stack is busy with; its first status is set before this returns. */
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
