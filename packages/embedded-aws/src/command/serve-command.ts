import { Command, Option } from 'commander';
import { once } from 'node:events';
import { exportLines, LOCAL_PORT, LOCAL_REGION } from '../environment';
import { LATENCIES, type LatencyName } from '../latency';
import type { JobScript } from '../platform';
import { integerBetween, positiveNumber } from './option-values';
import { stopRequest } from './run-command';
import { print } from './terminal-lines';
import { warnOfOtherUsers } from './warn-of-other-users';

interface Options {
  readonly port: number;
  readonly latency: LatencyName;
  readonly speed: number;
  readonly concurrency?: number;
}

/** Runs the embedded AWS in the foreground. @param jobScript replaces the scripts of Glue jobs */
export const serveCommand = (name: string, jobScript?: JobScript): Command =>
  new Command(name)
    .option('--port <n>', 'port to listen on; 0 takes a free one', integerBetween(0, 65_535), LOCAL_PORT)
    .addOption(
      new Option('--latency <name>', 'how long Personalize takes')
        .choices(Object.keys(LATENCIES))
        .default('instant'),
    )
    .option('--speed <n>', 'seconds on its clock per second of real time', positiveNumber, 1)
    .option(
      '--concurrency <n>',
      'concurrent Lambda invocations: 10 in a new AWS account (default: 1000)',
      integerBetween(1, 1_000),
    )
    .action((options: Options) => serve(options, jobScript));

async function serve(options: Options, jobScript: JobScript | undefined): Promise<void> {
  warnOfOtherUsers('embedded AWS');
  // Loaded when it runs: all services are below it.
  const { startLocalAws } = require('../local-aws') as typeof import('../local-aws');
  const stopped = once(stopRequest(), 'abort');
  const aws = await startLocalAws({ ...options, readyIn: LOCAL_REGION, jobScript });
  print(`The embedded AWS listens on ${aws.endpoint}. In another terminal:\n`);
  for (const line of exportLines({ endpoint: aws.endpoint, region: LOCAL_REGION })) console.log(`  ${line}`);
  console.log('\n  npx cdk deploy\n\nCtrl-C stops it and deletes its data.');
  await stopped;
  await aws.close();
}
