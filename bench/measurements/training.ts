import { setTimeout } from 'node:timers/promises';
import { answerTimes } from '../http/answer-times';
import type { Measurement, Sample } from '../measurement';
import { runProgram, startProgram, typescript } from '../run-program';

/** A shop at scale 1; at scale 30 it has 20 million interactions of a million users. */
const SIZE = { rows: 675_004, users: 33_750, items: 2_465 };

const IDLE_MS = 3_000;

/** Response times of the embedded AWS while it imports a shop and trains the four recommenders. */
export const trainingAnswers: Measurement = {
  title: 'Answers while a shop is imported and trained (99th percentile)',
  unit: 's',
  goal: 'p99 ≤ 50 ms, beside that of an embedded AWS that trains nothing',
  prepare: async ({ scale, isQuick }) => {
    const { rows, users, items } = SIZE;
    const sizes = [rows, users, items].map((size) => String(Math.ceil(size * (isQuick ? 0.1 : scale))));
    return [
      {
        name: 'this project',
        run: () => p99Beside((port) => runProgram(typescript('train-shop', String(port), ...sizes))),
      },
      { name: 'nothing to train', run: () => p99Beside(() => setTimeout(IDLE_MS)) },
    ];
  },
};

/** The 99th percentile of an empty embedded AWS's response times while other work runs. */
async function p99Beside(work: (port: number) => Promise<unknown>): Promise<Sample> {
  const { child, answer } = await startProgram<{ readonly port: number }>(typescript('serve-empty-aws'));
  try {
    const { p99Ms } = await answerTimes(answer.port, () => work(answer.port));
    return { value: p99Ms / 1000, p99Ms };
  } finally {
    child.kill();
  }
}
