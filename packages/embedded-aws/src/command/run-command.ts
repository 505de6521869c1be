import type { Command } from 'commander';
import { inspect } from 'node:util';
import { constants } from 'node:os';
import { QUIET_SDK } from '../environment';
import { whenStarterGoes } from './starter.cjs';
import { fitToTerminal, printError } from './terminal-lines';
import { visibleLines } from '@ecommerce-recommenders/csv/visible';

/**
 * Runs a command to its end. Exit code 2 for wrong usage; 1 for an error, whose message goes to stderr, with
 * `--verbose` also its stack trace. If the starting program (npm, for example) is gone or the output is
 * closed, the command stops as on a first SIGTERM.
 *
 * @param args - without the program and its file
 * @param explain - text shown for an error; its message by default
 */
export async function runCommand(
  program: Command,
  args: readonly string[],
  explain: (error: unknown) => string | Promise<string> = messageOf,
): Promise<void> {
  Object.assign(process.env, QUIET_SDK);
  whenStarterGoes(requestStop);
  process.stdout.on('error', requestStop);
  // A closed stderr must not stop the command.
  process.stderr.on('error', () => {});
  fitToTerminal(program);
  program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    printError(await explain(error));
    if (program.opts<{ verbose?: true }>().verbose) console.error(visibleLines(inspect(error)));
    process.exit(1);
  }
}

const messageOf = (error: unknown): string =>
  visibleLines(error instanceof Error ? error.message : String(error));

/** Signals that request a graceful shutdown: Ctrl-C, a service manager, a closed terminal. */
export const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let stopping: AbortController | undefined;

/** Aborts at the first stop signal. The second exits at once, running `exit` handlers only. */
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

/** Acts like a first SIGTERM when nobody is left to send one. A no-op while shutting down. */
function requestStop(): void {
  if (stopping?.signal.aborted) return;
  if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(exitCodeOf('SIGTERM'));
}

/** Exit code that a shell reports for a process killed by the signal. */
export const exitCodeOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];
