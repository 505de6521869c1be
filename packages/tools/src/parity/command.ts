import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { Command, InvalidArgumentError } from 'commander';
import { print } from 'embedded-aws/command/terminal-lines';
import { askOnTerminal, pointAt } from '../real-account';
import { removeAll } from './removal';
import { type ParityDeps, runParity, type ParityOptions } from './run-parity';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from 'embedded-aws/temporary-folder';
import { PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { END_WITH_STARTER } from '../cdk/cdk';
import { STOP_SIGNALS } from 'embedded-aws/command/run-command';
import { type OtherWords, PARITY_VARIABLES } from './parity-variables';

interface Options {
  readonly withRecommenders?: boolean;
  readonly yes?: boolean;
  readonly endpoint?: string;
  readonly remove?: string;
}

/** Longer than any training or deletion of a recommender takes. */
const AT_MOST_MS = 2 * 3_600_000;
const PREFIX = /^parity-[0-9a-f]{8}$/;

export const command = new Command('parity')
  .option('--with-recommenders', 'also train one, which costs money')
  .option('--yes', 'do not ask')
  .option('--endpoint <url>', 'against an embedded AWS ("npm run local") instead')
  .option('--remove <prefix>', 'only clean up after a killed run', prefixOf)
  .action(run);

async function run({ withRecommenders = false, yes = false, endpoint, remove }: Options): Promise<void> {
  pointAt(endpoint);
  const deps: Omit<ParityDeps, 'runTests'> = {
    clients: {
      personalize: new PersonalizeClient({}),
      s3: new S3Client({}),
      cloudFormation: new CloudFormationClient({}),
      sts: new STSClient({}),
    },
    waiting: { wait, atMostMs: AT_MOST_MS },
    print,
    ask: askOnTerminal,
  };
  if (remove !== undefined) return removeAll(remove, deps);

  const prefix = `parity-${randomBytes(4).toString('hex')}`;
  const options = { prefix, withRecommenders };
  await runParity(
    { ...options, endpoint, yes, isCi: Boolean(process.env.CI), isTerminal: Boolean(process.stdin.isTTY) },
    { ...deps, runTests: () => runParityTests(options) },
  );
}

function prefixOf(text: string): string {
  if (PREFIX.test(text)) return text;
  throw new InvalidArgumentError('Expected the prefix that the run has printed.');
}

const JEST = join(PROJECT_FOLDER, 'node_modules', 'jest', 'bin', 'jest.js');

/** Runs the tests of /parity in a child process, with the environment's credentials and endpoint. */
async function runParityTests({
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
    // A signal ends the tests. This process continues, to clean up.
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

/** Lines of a file; empty if there is no such file. */
async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}
