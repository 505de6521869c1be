import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Command } from 'commander';
import { context } from '../../../../cdk.json';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/stack-name';
import { describedOutputs, outputsText } from '../stack-outputs';
import { terminalJson } from '../terminal';

interface Options {
  readonly stack: string;
  readonly json?: true;
}

export const command = new Command('outputs')
  .option('--stack <name>', 'the deployed stack', stackNameOf(context.ecommerceRecommenders.stage))
  .option('--json', 'print JSON')
  .action(run);

async function run({ stack, json }: Options): Promise<void> {
  const outputs = await describedOutputs(new CloudFormationClient({}), stack);
  console.log(json ? terminalJson(outputs) : outputsText(outputs));
}
