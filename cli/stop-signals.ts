import { constants } from 'node:os';

/** What asks a command to end in good order: Ctrl-C, a service manager, a terminal that is closed. */
export const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let stopping: AbortController | undefined;

/**
 * Aborts at the first stop signal. The second ends the process at once: what removes itself on `exit` still goes, and
 * nothing else.
 */
export function stopRequest(): AbortSignal {
  if (stopping) return stopping.signal;
  const controller = (stopping = new AbortController());
  for (const signal of STOP_SIGNALS)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(exitCodeOf(signal));
      controller.abort();
    });
  return controller.signal;
}

/** Does what a first SIGTERM does, for when nobody is left to send one. A command that is ending already goes on. */
export function requestStop(): void {
  if (stopping?.signal.aborted) return;
  if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(exitCodeOf('SIGTERM'));
}

/** What a shell reports for a process that the signal has ended. */
export const exitCodeOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];
