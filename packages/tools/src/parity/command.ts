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
import { type ParityDeps, runParity } from './run-parity';
import { runParityTests } from './run-parity-tests';

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
