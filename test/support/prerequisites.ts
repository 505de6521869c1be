import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canStartAnotherUser } from './another-user';
import { DATA_SETS, DATA_SETS_FOLDER, type DataSetFile } from './data-sets';
import { PARITY_VARIABLES } from '@ecommerce-recommenders/tools/parity/parity-variables';
import { registryAnswers } from './node-of-major';

/** Something that not every machine has and that some tests need. */
interface Prerequisite {
  /** Completes "needs …". */
  readonly what: string;
  /** A command or a place; without ")", which ends the reason in the name of a test. */
  readonly howToGet: string;
  readonly isThere: () => boolean;
}

const ROOT = resolve(__dirname, '../..');

const succeeds = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

const dataSets = (what: string, files: readonly DataSetFile[]): Prerequisite => ({
  what: `${what} as ${files.map((file) => `${DATA_SETS_FOLDER}/${file}`).join(' and ')}`,
  howToGet: 'CONTRIBUTING.md says where it is published: Data of the tests',
  isThere: () => files.every((file) => existsSync(DATA_SETS[file].path)),
});

/** Paths of Chromium. */
const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const chromiumPath = (): string | undefined => CHROMIUM_PATHS.find((path) => existsSync(path));

/** Python of an environment with Spark, by the variable SPARK_PYTHON. */
export const sparkPython = (): string => process.env.SPARK_PYTHON ?? 'python3';

/** The only reasons for which a test may be skipped. `test/skips.test.ts` refuses others. */
const PREREQUISITES = {
  linux: {
    what: 'Linux',
    howToGet: 'run the tests there',
    isThere: () => process.platform === 'linux',
  },
  anotherUser: {
    what: 'a process of another user',
    howToGet: 'run the tests on Linux as root, with node where the user nobody can execute it',
    isThere: canStartAnotherUser,
  },
  chromium: {
    what: `Chromium at ${CHROMIUM_PATHS.join(' or ')}`,
    howToGet: 'apt-get install chromium',
    isThere: () => chromiumPath() !== undefined,
  },
  python: {
    what: 'Python',
    howToGet: 'apt-get install python3',
    isThere: () => succeeds('python3', '--version'),
  },
  boto3: {
    what: 'boto3',
    howToGet: 'pip install boto3',
    isThere: () => succeeds('python3', '-c', 'import boto3'),
  },
  pytest: {
    what: 'boto3 and pytest',
    howToGet: 'pip install boto3 pytest',
    isThere: () => succeeds('python3', '-c', 'import boto3, pytest'),
  },
  spark: {
    what: 'Java and Spark 3.5',
    howToGet: 'docs/concepts.md says how to install it: Past one machine',
    isThere: () => succeeds('java', '-version') && succeeds(sparkPython(), '-c', 'import boto3, pyspark'),
  },
  awsCli: {
    what: 'the AWS CLI',
    howToGet: 'pip install awscli',
    isThere: () => succeeds('aws', '--version'),
  },
  registry: {
    what: 'the npm registry',
    howToGet: 'connect to it, or set its mirror by npm config set registry',
    isThere: registryAnswers,
  },
  workshop: dataSets("the workshop's archive", ['RetailDemoDataSet.tar.gz']),
  realShops: dataSets('the data of two real shops', [
    'real/online-retail.csv.gz',
    'real/eshop-clothing-2008.csv.gz',
  ]),
  paidRecommenders: {
    what: 'consent to the price of a recommender on the account',
    howToGet: 'npm run parity -- --with-recommenders',
    isThere: () =>
      process.env[PARITY_VARIABLES.prefix] === undefined ||
      Boolean(process.env[PARITY_VARIABLES.withRecommenders]),
  },
  gitHistory: {
    what: 'the history of the checkout',
    howToGet: 'git clone the repository, or git fetch --unshallow',
    isThere: () => {
      const git = spawnSync('git', ['rev-parse', '--is-shallow-repository'], { cwd: ROOT, encoding: 'utf8' });
      return git.status === 0 && git.stdout.trim() === 'false' && existsSync(join(ROOT, '.git'));
    },
  },
} as const satisfies Record<string, Prerequisite>;

export type PrerequisiteName = keyof typeof PREREQUISITES;

export const PREREQUISITE_NAMES = Object.keys(PREREQUISITES) as readonly PrerequisiteName[];

/** Ends the name of a skipped test. `closing-line-reporter.js` reads it. */
export function skipReason(name: PrerequisiteName): string {
  const { what, howToGet } = PREREQUISITES[name];
  return ` (skipped: needs ${what}; ${howToGet})`;
}

/** `it`, or a skipped one that gives the reason. */
export const itWith = (name: PrerequisiteName): jest.It =>
  PREREQUISITES[name].isThere() ? it : withReason(it.skip, name);

/** `describe`, or a skipped one that gives the reason. */
export const describeWith = (name: PrerequisiteName): jest.Describe =>
  PREREQUISITES[name].isThere() ? describe : withReason(describe.skip, name);

type Block = (name: string, ...others: unknown[]) => unknown;

/** A skipped `it` or `describe`, and its `each`, that adds the reason to each name. */
export function withReason<Skipping extends jest.It | jest.Describe>(
  skip: Skipping,
  name: PrerequisiteName,
): Skipping {
  const adding =
    (block: Block): Block =>
    (title, ...others) =>
      block(`${title}${skipReason(name)}`, ...others);
  const each = (...table: unknown[]): Block =>
    adding((skip.each as (...table: unknown[]) => Block)(...table));
  return Object.assign(adding(skip as unknown as Block), { each }) as unknown as Skipping;
}
