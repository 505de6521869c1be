import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { Command, InvalidArgumentError } from 'commander';
import { integerBetween, positiveNumber } from 'embedded-aws/command/option-values';
import { print, widthOf } from 'embedded-aws/command/terminal-lines';
import { effectReport, effectText } from './effect-report';
import { billOf } from './experiment-bill';
import { deployedExperiment, readExperiment } from './read-experiment';
import { deployedShelves, readShelves } from './read-shelves';
import { shelvesText } from './shelves-text';
import { stackOutputs } from '../deployed/stack-outputs';
import { terminalJson, whileWorking } from '../terminal';
import { addStackOptions } from '../options';

interface Options {
  readonly stack: string;
  readonly uplift: number;
  readonly bill?: number;
  readonly users: number;
  readonly shelves?: true;
  readonly days: number;
  readonly json?: true;
}

export const command = addStackOptions(new Command('effect'))
  .option('--uplift <share>', 'the uplift to detect, 0.1 for a tenth', upliftOf, 0.1)
  .option(
    '--bill <usd>',
    'what recommendations cost a month, instead of the price of the live recommenders',
    positiveNumber,
  )
  .option('--users <n>', 'users of the dataset group, for that price', integerBetween(1, 1e9), 100_000)
  .option('--shelves', 'what each shelf has brought, in place of the experiment')
  .option('--days <n>', 'the last days that count for the shelves', integerBetween(1, 455), 28)
  .option('--json', 'print JSON')
  .action(run);

async function run({ stack, uplift, bill, users, shelves, days, json }: Options): Promise<void> {
  const outputs = await stackOutputs(new CloudFormationClient({}), stack);
  if (shelves) {
    const deployed = deployedShelves(outputs, stack);
    const read = await readShelves(new CloudWatchClient({}), deployed, { days, nowMs: Date.now() });
    if (json) return console.log(terminalJson(read));
    return print(shelvesText(read, widthOf(process.stdout)));
  }
  const experiment = deployedExperiment(outputs, stack);
  const clients = { s3: new S3Client({}), logs: new CloudWatchLogsClient({}) };
  const read = await whileWorking('Adding up the experiment', () =>
    readExperiment(clients, { experiment, bucket: outputs.DataBucketName }, Date.now()),
  );
  const report = effectReport(read, { wanted: uplift, bill: billOf(outputs, { usdPerMonth: bill, users }) });
  if (json) return console.log(terminalJson(report));
  print(effectText(report, widthOf(process.stdout)));
}

function upliftOf(text: string): number {
  const uplift = Number(text);
  if (uplift >= 0.001 && uplift <= 10) return uplift;
  throw new InvalidArgumentError('Allowed is a share from 0.001 to 10, such as 0.1 for a tenth.');
}
