import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { Command } from 'commander';
import { importHistory, importHistoryTable } from './import-history';
import { integerBetween } from 'embedded-aws/command/option-values';
import { print, widthOf } from 'embedded-aws/command/terminal-lines';
import { stackOutputs } from '../deployed/stack-outputs';
import { terminalJson, whileWorking } from '../terminal';
import { addStackOptions } from '../options';

interface Options {
  readonly num: number;
  readonly stack: string;
  readonly json?: true;
}

export const command = addStackOptions(new Command('imports'))
  .option('--num <n>', 'how many, 1 to 1000', integerBetween(1, 1000), 20)
  .option('--json', 'print JSON')
  .action(run);

async function run({ num, stack, json }: Options): Promise<void> {
  const outputs = await stackOutputs(new CloudFormationClient({}), stack);
  const clients = { s3: new S3Client({}), sfn: new SFNClient({}) };
  const entries = await whileWorking('Reading the reports', () => importHistory(clients, outputs, num));
  if (json) return console.log(terminalJson(entries));
  print(importHistoryTable(entries, widthOf(process.stdout)));
}
