import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from 'embedded-aws/temporary-folder';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { END_WITH_STARTER } from '../cdk/cdk';
import { STOP_SIGNALS } from 'embedded-aws/command/run-command';
import { type OtherWords, PARITY_VARIABLES } from './parity-variables';
import type { ParityOptions, ParityDeps } from './run-parity';

const JEST = join(PROJECT_FOLDER, 'node_modules', 'jest', 'bin', 'jest.js');

/** Runs /parity in a child process, with the environment's credentials and endpoint. */
export async function runParityTests({
  prefix,
  withRecommenders,
}: Pick<ParityOptions, 'prefix' | 'withRecommenders'>): ReturnType<ParityDeps['runTests']> {
  const folder = await temporaryFolder('parity');
  try {
    const words = join(folder.path, 'words');
    const findings = join(folder.path, 'findings');
    const command = ['-r', END_WITH_STARTER, JEST, '--config', 'test/parity/jest.config.js'];
    const child = spawn(process.execPath, command, {
      cwd: PROJECT_FOLDER,
      stdio: 'inherit',
      env: {
        ...process.env,
        [PARITY_VARIABLES.prefix]: prefix,
        [PARITY_VARIABLES.words]: words,
        [PARITY_VARIABLES.findings]: findings,
        ...(withRecommenders && { [PARITY_VARIABLES.withRecommenders]: '1' }),
      },
    });
    // A signal ends the tests; this process stays to clean up.
    const pass = (signal: NodeJS.Signals): boolean => child.kill(signal);
    for (const signal of STOP_SIGNALS) process.on(signal, pass);
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    for (const signal of STOP_SIGNALS) process.off(signal, pass);
    return {
      havePassed: code === 0,
      findings: await linesOf(findings),
      otherWords: (await linesOf(words)).map((line) => JSON.parse(line) as OtherWords),
    };
  } finally {
    folder.remove();
  }
}

/** Empty if there is no such file. */
async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}
