import { envCommand } from './command/env-command';
import { runCommand } from './command/run-command';
import { serveCommand } from './command/serve-command';

/** The binary `embedded-aws`; without a command it runs the server. */
export async function main(args: readonly string[]): Promise<void> {
  const program = serveCommand('embedded-aws')
    .description('Runs an embedded AWS in the foreground, on loopback, until Ctrl-C.')
    // Options after a command belong to that command.
    .enablePositionalOptions()
    .addCommand(envCommand('embedded-aws').description('Prints the variables that point AWS tools at it.'));
  await runCommand(program, args);
}
