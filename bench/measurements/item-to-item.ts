import { generateViews } from '../data/generate-views';
import type { Measurement } from '../measurement';
import {
  compileC,
  javascript,
  missingCompiler,
  missingModule,
  missingPackage,
  runProgram,
  typescript,
} from '../run-program';

/**
 * From views to the best 100 neighbours of each item, in memory. This project also weighs each pair of a user's
 * views by their order and closeness; the peers only count users. A training first chooses among several models.
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
    return [
      { name: 'this project', run: () => runProgram(typescript('build-neighbours', binary, ...size)) },
      {
        name: 'this project: one thread',
        run: () => runProgram(typescript('build-neighbours', binary, ...size, 'one-thread')),
      },
      {
        name: 'this project: with the choice of the model',
        run: () => runProgram(typescript('build-neighbours', binary, ...size, 'training')),
      },
      {
        name: 'scipy',
        missing: missingModule('scipy'),
        run: () => runProgram(['python3', 'bench/peers/neighbours-scipy.py', binary, ...size]),
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
