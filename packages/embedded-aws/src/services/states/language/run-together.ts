import { Delays } from './delays';
import type { Json } from './json';
import type { Run } from './run';

/**
 * Runs a sequence of states per item, concurrently; returns outputs in item order. The first failure stops
 * the others.
 *
 * @param atOnce - maximum concurrency
 */
export async function runTogether<T>(
  items: readonly T[],
  atOnce: number,
  run: Run,
  runItem: (item: T, at: number, line: Run) => Promise<Json>,
): Promise<Json[]> {
  const group = new AbortController();
  const abort = (): void => group.abort(run.signal.reason);
  run.signal.addEventListener('abort', abort, { once: true });
  if (run.signal.aborted) abort();

  const outputs: Json[] = [];
  const waiting = items.entries();
  async function work(): Promise<void> {
    // Workers share one iterator.
    for (const [at, item] of waiting) {
      group.signal.throwIfAborted();
      outputs[at] = await runItem(item, at, lineOf(run, group.signal));
    }
  }

  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
    return outputs;
  } finally {
    run.signal.removeEventListener('abort', abort);
    group.abort();
  }
}

const lineOf = (run: Run, signal: AbortSignal): Run => ({
  ...run,
  signal,
  history: run.history.branch(),
  delays: new Delays(run.delays.platform, signal),
});
