import { generateViews } from '../data/generate-views';
import type { Measurement, Sample } from '../measurement';
import {
  compileC,
  javascript,
  missingCompiler,
  missingModule,
  missingPackage,
  PYTHON,
  runProgram,
  typescript,
} from '../run-program';

/**
 * From views to the best 100 neighbours of each item, in memory. One model uses the sequence, which also weighs the
 * order and closeness of a user's views; the other, like the peers, uses the cosine, which only counts users.
 */
export const itemToItem: Measurement = {
  title: 'Item-to-item build',
  unit: 's',
  goal: '≥ 2.5× scipy, ≥ 25 % of the updates a second of C, which only counts',
  largerGoals: { 10: '≥ 5× scipy, ≥ 60 % of the updates a second of C with two threads, ≤ 400 MiB' },
  prepare: async ({ folder, scale, isQuick }) => {
    const { binary, csv, users, items } = await generateViews(folder, isQuick ? 0.1 : scale);
    const size = [String(users), String(items)];
    const noCompiler = missingCompiler();
    const counts = noCompiler === undefined ? compileC('co-counts', folder) : '';
    const build = (...what: string[]): Promise<Sample> =>
      runProgram(typescript('build-neighbours', binary, ...size, ...what));
    return [
      { name: 'this project', run: () => build('sequence') },
      { name: 'this project: one thread', run: () => build('sequence', '0') },
      { name: 'this project: the cosine', run: () => build('cosine') },
      {
        name: 'scipy',
        missing: missingModule('scipy'),
        run: () => runProgram([PYTHON, 'bench/peers/neighbours-scipy.py', binary, ...size]),
      },
      {
        name: 'implicit, the cosine',
        missing: missingModule('implicit'),
        run: () => runProgram([PYTHON, 'bench/peers/neighbours-implicit.py', binary, ...size]),
      },
      {
        name: 'DuckDB',
        missing: missingPackage('@duckdb/node-api', 'dev'),
        run: () => runProgram(javascript('neighbours-duckdb', csv)),
      },
      {
        name: 'counts alone (C)',
        missing: noCompiler,
        run: () => runProgram([counts, binary, ...size]),
      },
    ];
  },
};
