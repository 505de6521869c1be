import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { evaluate } from './evaluate';
import { evaluationReport, evaluationTable } from './evaluation-report';
import { requireWritable } from '../shop-files/named-files';
import { integerBetween } from 'embedded-aws/command/option-values';
import { print, widthOf } from 'embedded-aws/command/terminal-lines';
import { progressBar } from '../start/progress-view';
import { stackOutputs } from '../deployed/stack-outputs';
import { addStackOptions } from '../options';

interface Options {
  readonly users: number;
  readonly stack: string;
  readonly json?: string;
  readonly quiet?: true;
}

export const command = addStackOptions(new Command('evaluate'))
  .option(
    '--users <n>',
    'upper bound of users per recommender, one request each',
    integerBetween(1, 1_000_000),
    500,
  )
  .option('--json <file>', 'also write the figures as JSON')
  .option('--quiet', 'print no progress')
  .action(run);

async function run({ users, stack, json, quiet }: Options): Promise<void> {
  if (json !== undefined) await requireWritable(json, '--json FILE');
  const clients = {
    personalize: new PersonalizeClient({}),
    runtime: new PersonalizeRuntimeClient({}),
    s3: new S3Client({}),
  };
  const outputs = await stackOutputs(new CloudFormationClient({}), stack);
  const bar = progressBar('Asking |{bar}| {value} of {total}', quiet);
  bar.start(1, 0);
  const evaluations = await evaluate(clients, outputs, {
    users,
    onAsked: (asked, total) => {
      bar.setTotal(total);
      bar.update(asked);
    },
  }).finally(() => bar.stop());

  const useCases = evaluations.map(evaluationReport);
  print(evaluationTable(useCases, widthOf(process.stdout)));
  if (json !== undefined) await writeFile(json, `${JSON.stringify({ stack, users, useCases }, null, 2)}\n`);
}
