import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Command } from 'commander';
import { describedOutputs, outputsText } from '../stack-outputs';
import { terminalJson } from '../terminal';
import { stackOption } from '../given-settings';

interface Options {
  readonly stack: string;
  readonly json?: true;
}

export const command = new Command('outputs')
  .addOption(stackOption())
  .option('--json', 'print JSON')
  .action(run);

async function run({ stack, json }: Options): Promise<void> {
  const outputs = await describedOutputs(new CloudFormationClient({}), stack);
  console.log(json ? terminalJson(outputs) : outputsText(outputs));
}
