import type { Command } from 'commander';
import { explainError } from './explain-error';
import { QUIET_SDK } from './local-environment';

/**
 * Runs a command to its end. Wrong usage ends the process with exit code 2, an error with its message on
 * stderr and exit code 1.
 */
export async function runCommand(program: Command): Promise<void> {
  Object.assign(process.env, QUIET_SDK);
  program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  try {
    await program.parseAsync();
  } catch (error) {
    console.error(explainError(error));
    process.exit(1);
  }
}
