import { COMMANDS, type CommandEntry } from '@ecommerce-recommenders/tools/commands';
import { type Measurement, ratio, timed } from '../measurement';
import { endOf } from '../run-program';

const BINARY = 'bin/recommenders.cjs';

/** Commands of this project. `deploy` and the like are left out, because they only start the CDK CLI. */
const NAMES = Object.entries<CommandEntry>(COMMANDS).flatMap(([name, { isCdk }]) => (isCdk ? [] : [name]));

const bare = (): Promise<void> => endOf([process.execPath, '-e', '0']);

/** Time from starting a command to its help, which is printed after everything that the command needs has been loaded. */
export const commandStart: Measurement = {
  title: 'Start of a command',
  unit: '×',
  goal: '≤ 2.5× of `node -e 0`, beside which each runs',
  prepare: async () =>
    [[], ...NAMES.map((name) => [name])].map((name) => ({
      name: ['this project:', ...name, '--help'].join(' '),
      run: () =>
        ratio(
          () => timed(() => endOf([process.execPath, BINARY, ...name, '--help'])),
          () => timed(bare),
        ),
    })),
};
