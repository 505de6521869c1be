import { Command } from 'commander';
import { cdkOnTerminal } from './cdk';

/** A command that passes its arguments to the CDK CLI command of the same name. */
export const cdkCommand = (name: string): Command =>
  new Command(name)
    .usage('[OPTIONS]')
    .argument('[options...]', `options of the CDK CLI; "npx cdk ${name} --help" lists them`)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (options: string[]) => {
      process.exitCode = await cdkOnTerminal([name, ...options]);
    });
