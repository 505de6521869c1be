import { Command, Option } from 'commander';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { firstFreePort } from '../cli/first-free-port';
import { LOCAL_REGION, localVariables } from '../cli/local-environment';
import { integerBetween, positiveNumber } from '../cli/option-parsers';
import { printAnswers } from '../cli/print-answers';
import { progressView } from '../cli/progress-view';
import { start, type ReadyRun } from '../cli/start';
import { runCommand } from '../cli/run-command';
import { STOP_SIGNALS } from '../cli/stop-signals';
import { LATENCIES, type LatencyName } from '../local/latency';

interface Options {
  readonly once?: true;
  readonly archive?: string;
  readonly json?: string;
  readonly port?: number;
  readonly latency: LatencyName;
  readonly speed: number;
}

const FIRST_PORT = 4566;

const program = new Command('start')
  .description(
    'Deploys the stack with the real CDK CLI on an embedded AWS, asks every recommender, and stays up until ' +
      'Ctrl-C, which destroys it again.',
  )
  .option('--once', 'destroy as soon as the recommenders have answered')
  .option('--archive <file>', '.tar, .tar.gz or .tgz with items.csv, users.csv and interactions.csv')
  .option('--json <file>', 'write outputs, recommendations and timings there')
  .option(
    '--port <n>',
    `port of the embedded AWS (default: first free one from ${FIRST_PORT} on)`,
    integerBetween(0, 65_535),
  )
  .addOption(
    new Option('--latency <name>', 'how long Personalize takes')
      .choices(Object.keys(LATENCIES))
      .default('instant'),
  )
  .option('--speed <n>', 'seconds that pass on its clock in one second', positiveNumber, 1)
  .action(run);

async function run(options: Options): Promise<void> {
  const interrupt = new AbortController();
  for (const signal of STOP_SIGNALS) process.once(signal, () => interrupt.abort());
  const port = options.port ?? (await firstFreePort(FIRST_PORT));
  const view = progressView(process.stdout);

  const report = await start(
    { ...options, port, interrupted: interrupt.signal },
    {
      onStep: view.onStep,
      onResource: view.onResource,
      onReady: async (ready) => {
        view.pause();
        printAnswers(ready, process.stdout);
        if (options.once || interrupt.signal.aborted) return;
        printHowToAsk(ready);
        await once(interrupt.signal, 'abort');
      },
    },
  ).finally(view.pause);
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  console.log('Nothing is left.');
}

function printHowToAsk({ endpoint }: ReadyRun): void {
  const variables = Object.entries(localVariables({ endpoint, region: LOCAL_REGION }));
  console.log(`The embedded AWS stays up at ${endpoint}. To ask it, in another terminal:\n`);
  for (const [name, value] of variables) console.log(`  export ${name}=${value}`);
  console.log(
    '  npm run recommend -- best-sellers --user 1\n\nCtrl-C destroys the stack and leaves nothing.',
  );
}

void runCommand(program);
