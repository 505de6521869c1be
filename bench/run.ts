import Table from 'cli-table3';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runCdk } from '../cli/cdk';
import { LOCAL_REGION, localEnvironment, QUIET_SDK } from '../cli/local-environment';
import { start } from '../cli/start';

/** Counted runs of each archive, in turn, after one that is not counted. */
const RUNS = 5;

const WORKSHOP = resolve(__dirname, '../../shared/data/RetailDemoDataSet.tar.gz');

/** The shipped sample, and the workshop's archive where it stands beside the checkout. */
const ARCHIVES: Record<string, string | undefined> = {
  sample: undefined,
  ...(existsSync(WORKSHOP) && { workshop: WORKSHOP }),
};

/** Seconds of one whole run, and of the `cdk synth` that no run can do without. */
interface Measurement {
  readonly whole: number;
  readonly parts: Readonly<Record<(typeof PARTS)[number], number>>;
  readonly synth: number;
}

/** What is ours in a run: the rest is Node and the CDK CLI. */
const PARTS = ['preparation', 'imports', 'training', 'recommend'] as const;

async function measure(archive: string | undefined): Promise<Measurement> {
  const synth = await seconds(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    const environment = localEnvironment({ endpoint: 'http://127.0.0.1:9', region: LOCAL_REGION });
    await runCdk(['synth', '--quiet'], { environment, folder });
    await rm(folder, { recursive: true });
  });
  let parts: Measurement['parts'] | undefined;
  const whole = await seconds(async () => {
    const { timings } = await start(
      { archive, interrupted: new AbortController().signal },
      { onStep: () => {}, onResource: () => {}, onReady: async () => {} },
    );
    parts = Object.fromEntries(PARTS.map((part) => [part, timings[part]])) as Measurement['parts'];
  });
  return { whole, synth, parts: parts! };
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

async function main(): Promise<void> {
  Object.assign(process.env, QUIET_SDK);
  const measured = Object.fromEntries(Object.keys(ARCHIVES).map((name) => [name, [] as Measurement[]]));
  for (let run = 0; run <= RUNS; run++)
    for (const [name, archive] of Object.entries(ARCHIVES)) {
      const measurement = await measure(archive);
      if (run > 0) measured[name].push(measurement);
    }

  const table = new Table({
    head: ['archive', 'whole run', 'of cdk synth', ...PARTS, 'ours'],
    colAligns: ['left', ...Array<'right'>(PARTS.length + 3).fill('right')],
  });
  for (const [name, runs] of Object.entries(measured)) {
    const ours = ({ parts }: Measurement): number => PARTS.reduce((sum, part) => sum + parts[part], 0);
    table.push([
      name,
      `${median(runs.map(({ whole }) => whole)).toFixed(2)} s`,
      `${median(runs.map(({ whole, synth }) => whole / synth)).toFixed(1)} ×`,
      ...PARTS.map((part) => `${median(runs.map(({ parts }) => parts[part])).toFixed(2)} s`),
      `${median(runs.map(ours)).toFixed(2)} s`,
    ]);
  }
  console.log(`npm start -- --once, medians of ${RUNS} runs, Node ${process.version}`);
  console.log(table.toString());
}

void main();
