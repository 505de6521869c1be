import type { Command } from 'commander';
import { explainError } from './explain-error';
import { QUIET_SDK } from './local-environment';
import { whenStarterGoes } from './starter.cjs';
import { requestStop } from './stop-signals';

/**
 * Runs a command to its end. Wrong usage ends the process with exit code 2, an error with its message on
 * stderr and exit code 1. It stops as on a first SIGTERM when npm, or another program that has started it, is gone, and
 * when nobody reads its output any more.
 */
export async function runCommand(program: Command): Promise<void> {
  Object.assign(process.env, QUIET_SDK);
  whenStarterGoes(requestStop);
  process.stdout.on('error', requestStop);
  // Complaints that reach nobody change nothing.
  process.stderr.on('error', () => {});
  program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  try {
    await program.parseAsync();
  } catch (error) {
    console.error(explainError(error));
    process.exit(1);
  }
}
