import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Command } from 'commander';
import { widthOf } from 'embedded-aws/command/terminal-lines';
import { describedOutputs, outputsText } from '../deployed/stack-outputs';
import { terminalJson } from '../terminal';
import { addStackOptions } from '../options';

interface Options {
  readonly stack: string;
  readonly json?: true;
}

export const command = addStackOptions(new Command('outputs')).option('--json', 'print JSON').action(run);

async function run({ stack, json }: Options): Promise<void> {
  const outputs = await describedOutputs(new CloudFormationClient({}), stack);
  console.log(json ? terminalJson(outputs) : outputsText(outputs, widthOf(process.stdout)));
}
