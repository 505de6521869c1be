import './no-real-aws';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runWalk } from './run-walk';
import { shrunk } from './shrunk';
import { walkOf, type Walk } from './walk';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '8' },
    record: { type: 'string' },
    'no-shrink': { type: 'boolean', default: false },
  },
});
const [seed, count] = [Number(values.seed), Number(values.steps)];

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function walk(): Promise<void> {
  const whole = walkOf(seed, count);
  const { hash, record, failure } = await runWalk(whole, seed, print);
  print(`seed ${seed}, ${count} steps: ${failure ? `fails at step ${failure.step}` : 'holds'}; log ${hash}`);
  if (values.record !== undefined) writeFileSync(values.record, `${record.join('\n')}\n`);
  if (!failure) return;
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
  const { steps, end } = whole;
  const reached = failure.step < count ? { steps: steps.slice(0, failure.step + 1) } : { steps, end };
  const shortest = await shrunk(reached, fails);
  print(`The shortest walk that fails, with the seed ${seed}:`);
  for (const step of shortest.steps) print(JSON.stringify(step));
  if (shortest.end) print(`destroyed under ${JSON.stringify(shortest.end)}`);
}

/** What is broken, without what differs from walk to walk. */
const kindOf = (problem: string): string => problem.slice(0, 24);

void walk();
