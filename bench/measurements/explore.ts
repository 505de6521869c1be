import { join } from 'node:path';
import { generateArchive } from '../data/generate-archive';
import { type Measurement, timed } from '../measurement';
import { endOf } from '../run-program';

/** Share of the workshop's 675,004 interactions: 400,000. */
const SHARE = 0.6;

/** `recommenders explore` from its start: five trainings, and the evaluation questions of each. */
export const explore: Measurement = {
  title: 'Exploring 400,000 interactions',
  unit: 's',
  goal: '≤ 6 s',
  prepare: async ({ folder, isQuick }) => {
    const { archive } = await generateArchive(folder, isQuick ? SHARE / 10 : SHARE);
    const report = join(folder, 'explore.html');
    const command = ['bin/recommenders.cjs', 'explore', '--archive', archive, '--out', report, '--quiet'];
    return [{ name: 'this project', run: () => timed(() => endOf([process.execPath, ...command])) }];
  },
};
