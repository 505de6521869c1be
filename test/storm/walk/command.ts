import './no-real-aws';
import { parseArgs } from 'node:util';
import { runWalk } from './run-walk';
import { shrunk } from './shrunk';
import { walkOf, type Step } from './walk';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '8' },
    'no-shrink': { type: 'boolean', default: false },
  },
});
const [seed, count] = [Number(values.seed), Number(values.steps)];

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function walk(): Promise<void> {
  const steps = walkOf(seed, count);
  const { hash, failure } = await runWalk(steps, seed, print);
  print(`seed ${seed}, ${count} steps: ${failure ? `fails at step ${failure.step}` : 'holds'}; log ${hash}`);
  if (!failure) return;
  process.exitCode = 1;
  if (values['no-shrink']) return;
  print('Shrinks the walk.');
  const fails = async (some: readonly Step[]): Promise<boolean> => {
    const { failure: again } = await runWalk(some, seed);
    print(`  ${some.length} steps ${again ? 'fail' : 'hold'}`);
    return again !== undefined && kindOf(again.problem) === kindOf(failure.problem);
  };
  const shortest = await shrunk(steps.slice(0, failure.step + 1), fails);
  print(`The shortest that fails, ${shortest.length} of ${count} steps:`);
  for (const step of shortest) print(JSON.stringify(step));
}

/** What is broken, without what differs from walk to walk. */
const kindOf = (problem: string): string => problem.slice(0, 24);

void walk();
