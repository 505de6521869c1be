import { runPreparation } from '../glue-script/run-preparation';
import { Command, Option } from 'commander';
import { once } from 'node:events';
import { LATENCIES, type LatencyName } from '../../local/latency';
import { startLocalAws } from '../../local/local-aws';
import { exportLines, LOCAL_PORT, LOCAL_REGION } from '../local-environment';
import { warnOfOtherUsers } from '../local-server';
import { integerBetween, positiveNumber } from '../options';
import { stopRequest } from '../run-command';

interface Options {
  readonly port: number;
  readonly latency: LatencyName;
  readonly speed: number;
  readonly concurrency?: number;
}

export const command = new Command('local')
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
  .action(run);

async function run(options: Options): Promise<void> {
  warnOfOtherUsers('embedded AWS');
  const stopped = once(stopRequest(), 'abort');
  const aws = await startLocalAws({ ...options, readyIn: LOCAL_REGION, jobScript: runPreparation });
  console.log(`The embedded AWS listens on ${aws.endpoint}. In another terminal:\n`);
  for (const line of exportLines({ endpoint: aws.endpoint, region: LOCAL_REGION })) console.log(`  ${line}`);
  console.log('\n  npx cdk deploy\n\nCtrl-C ends it and forgets everything.');
  await stopped;
  await aws.close();
}
