import type { Command } from 'commander';

/**
 * Runs a command to its end. Wrong usage ends the process with exit code 2, an error with its message on
 * stderr and exit code 1.
 */
export async function runCommand(program: Command): Promise<void> {
  // The AWS SDK tells users of Node 20 of its own later releases; the one that is pinned here runs on it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  try {
    await program.parseAsync();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
