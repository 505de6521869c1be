import './no-real-aws';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runWalk, type WalkResult } from './run-walk';
import { walkOf } from './walk';
import { tallyOf, walkLines } from './walk-tally';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '8' },
    walks: { type: 'string', default: '1' },
    record: { type: 'string' },
  },
});
const [first, count, walks] = [values.seed, values.steps, values.walks].map(Number);

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Walks from the first seed on, until one fails. */
async function walkAll(): Promise<void> {
  const results: WalkResult[] = [];
  for (let seed = first; seed < first + walks && !results.at(-1)?.failure; seed += 1)
    results.push(await walk(seed));
  if (walks > 1) print(walkLines(tallyOf(results)).join('\n'));
}

async function walk(seed: number): Promise<WalkResult> {
  const whole = walkOf(seed, count);
  const result = await runWalk(whole, seed, print);
  const { hash, record, failure } = result;
  print(`seed ${seed}, ${count} steps: ${failure ? `fails at step ${failure.step}` : 'holds'}; log ${hash}`);
  if (values.record !== undefined) writeFileSync(values.record, `${record.join('\n')}\n`);
  if (failure) {
    process.exitCode = 1;
    print(`${failure.problem}\nIts steps:`);
    for (const step of whole.steps.slice(0, failure.step + 1)) print(JSON.stringify(step));
    if (whole.hasSlowImports) print('where imports take longer than an hour');
    if (failure.step === count) print(`destroyed under ${JSON.stringify(whole.end)}`);
  }
  return result;
}

void walkAll();
