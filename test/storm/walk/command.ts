import './no-real-aws';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runWalk, type WalkResult } from './run-walk';
import { shrunk } from './shrunk';
import { walkOf, type Walk } from './walk';
import { tallyOf, walkLines } from './walk-tally';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '8' },
    walks: { type: 'string', default: '1' },
    record: { type: 'string' },
    'no-shrink': { type: 'boolean', default: false },
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
  if (failure) await shrink(whole, failure, seed);
  return result;
}

async function shrink(whole: Walk, failure: NonNullable<WalkResult['failure']>, seed: number): Promise<void> {
  process.exitCode = 1;
  if (values['no-shrink']) return;
  print('Shrinks the walk.');
  const fails = async (less: Walk): Promise<boolean> => {
    const { failure: again } = await runWalk(less, seed);
    const isSame = again !== undefined && kindOf(again.problem) === kindOf(failure.problem);
    print(
      `  ${less.steps.length} steps ${isSame ? 'fail' : again ? `fail otherwise: ${again.problem}` : 'hold'}`,
    );
    return isSame;
  };
  const reached: Walk =
    failure.step < count
      ? { ...whole, steps: whole.steps.slice(0, failure.step + 1), end: undefined }
      : whole;
  const shortest = await shrunk(reached, fails);
  print(`The shortest walk that fails, with the seed ${seed}:`);
  for (const step of shortest.steps) print(JSON.stringify(step));
  if (shortest.hasSlowImports) print('where imports take longer than an hour');
  if (shortest.end) print(`destroyed under ${JSON.stringify(shortest.end)}`);
}

/** What is broken, without what differs from walk to walk. */
const kindOf = (problem: string): string => problem.slice(0, 24);

void walkAll();
