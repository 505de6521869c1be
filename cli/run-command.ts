import type { Command } from 'commander';
import { inspect } from 'node:util';
import { explainError, visibleLines } from './explain-error';
import { QUIET_SDK } from './local-environment';
import { whenStarterGoes } from './starter.cjs';
import { requestStop } from './stop-signals';

/**
 * Runs a command to its end. Wrong usage exits with 2. An error prints its message on stderr, with `--verbose` its stack
 * trace as well, and exits with 1. When the program that started the command is gone, npm for example, or nobody reads
 * its output any more, the command stops as on a first SIGTERM.
 *
 * @param args - without the program and its file
 */
export async function runCommand(program: Command, args: readonly string[]): Promise<void> {
  Object.assign(process.env, QUIET_SDK);
  whenStarterGoes(requestStop);
  process.stdout.on('error', requestStop);
  // A closed stderr is no reason to stop.
  process.stderr.on('error', () => {});
  program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    console.error(explainError(error));
    if (program.opts<{ verbose?: true }>().verbose) console.error(visibleLines(inspect(error)));
    process.exit(1);
  }
}
