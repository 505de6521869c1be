import { join } from 'node:path';
import { generateArchive } from '../data/generate-archive';
import { type Measurement, timed } from '../measurement';
import { endOf, missingModule, PYTHON } from '../run-program';

/**
 * `recommenders prepare-data`, measured from process start. The peer is a pandas script that reads an extracted
 * interactions.csv and writes its three files.
 */
export const prepareCommand: Measurement = {
  title: 'The command prepare-data',
  unit: 's',
  goal: '≥ 6× pandas',
  prepare: async ({ folder, scale, isQuick }) => {
    const { archive, interactions } = await generateArchive(folder, isQuick ? 0.1 : scale);
    const command = ['bin/recommenders.cjs', 'prepare-data', '--quiet', '--archive', archive];
    const script = ['bench/peers/prepare-pandas.py', interactions, folder];
    return [
      {
        name: 'this project',
        run: () => timed(() => endOf([process.execPath, ...command, '--out', join(folder, 'ours')])),
      },
      {
        name: 'pandas',
        missing: missingModule('pandas'),
        run: () => timed(() => endOf([PYTHON, ...script])),
      },
    ];
  },
};
