import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canStartAnotherUser } from './another-user';
import { DATA_SETS, DATA_SETS_FOLDER, type DataSetFile } from './data-sets';
import { PARITY_VARIABLES } from '@ecommerce-recommenders/tools/parity/parity-variables';
import { registryAnswers } from './node-of-major';

/** Something that not every machine has and that some tests need. The second text is a command or a place, without ")". */
type Prerequisite = readonly [needs: string, howToGet: string, isThere: () => boolean];

const ROOT = resolve(__dirname, '../..');

const succeeds = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

const dataSets = (what: string, files: readonly DataSetFile[]): Prerequisite => [
  `${what} as ${files.map((file) => `${DATA_SETS_FOLDER}/${file}`).join(' and ')}`,
  'CONTRIBUTING.md says where it is published: Data of the tests',
  () => files.every((file) => existsSync(DATA_SETS[file].path)),
];

function hasHistory(): boolean {
  const git = spawnSync('git', ['rev-parse', '--is-shallow-repository'], { cwd: ROOT, encoding: 'utf8' });
  return git.status === 0 && git.stdout.trim() === 'false' && existsSync(join(ROOT, '.git'));
}

/** Whether the parity tests run on the embedded AWS, or on an account whose owner agrees to the price. */
const mayCost = (): boolean =>
  process.env[PARITY_VARIABLES.prefix] === undefined ||
  Boolean(process.env[PARITY_VARIABLES.withRecommenders]);

/** Paths of Chromium. */
const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const chromiumPath = (): string | undefined => CHROMIUM_PATHS.find((path) => existsSync(path));

/** Python of an environment with Spark, by the variable SPARK_PYTHON. */
export const sparkPython = (): string => process.env.SPARK_PYTHON ?? 'python3';

/** The only reasons for which a test may be skipped. `test/skips.test.ts` refuses others. */
const PREREQUISITES = {
  linux: ['Linux', 'run the tests there', () => process.platform === 'linux'],
  anotherUser: [
    'a process of another user',
    'run the tests on Linux as root, with node where the user nobody can execute it',
    canStartAnotherUser,
  ],
  chromium: [
    `Chromium at ${CHROMIUM_PATHS.join(' or ')}`,
    'apt-get install chromium',
    () => chromiumPath() !== undefined,
  ],
  python: ['Python', 'apt-get install python3', () => succeeds('python3', '--version')],
  boto3: ['boto3', 'pip install boto3', () => succeeds('python3', '-c', 'import boto3')],
  pytest: [
    'boto3 and pytest',
    'pip install boto3 pytest',
    () => succeeds('python3', '-c', 'import boto3, pytest'),
  ],
  spark: [
    'Java and Spark 3.5',
    'docs/concepts.md says how to install it: Past one machine',
    () => succeeds('java', '-version') && succeeds(sparkPython(), '-c', 'import boto3, pyspark'),
  ],
  awsCli: ['the AWS CLI', 'pip install awscli', () => succeeds('aws', '--version')],
  registry: [
    'the npm registry',
    'connect to it, or set its mirror by npm config set registry',
    registryAnswers,
  ],
  workshop: dataSets("the workshop's archive", ['RetailDemoDataSet.tar.gz']),
  realShops: dataSets('the data of two real shops', [
    'real/online-retail.csv.gz',
    'real/eshop-clothing-2008.csv.gz',
  ]),
  paidRecommenders: [
    'consent to the price of a recommender on the account',
    'npm run parity -- --with-recommenders',
    mayCost,
  ],
  gitHistory: [
    'the history of the checkout',
    'git clone the repository, or git fetch --unshallow',
    hasHistory,
  ],
} as const satisfies Record<string, Prerequisite>;

export type PrerequisiteName = keyof typeof PREREQUISITES;

export const PREREQUISITE_NAMES = Object.keys(PREREQUISITES) as readonly PrerequisiteName[];

/** Ends the name of a skipped test. `closing-line-reporter.js` reads it. */
export function skipReason(name: PrerequisiteName): string {
  const [what, howToGet] = PREREQUISITES[name];
  return ` (skipped: needs ${what}; ${howToGet})`;
}

/** `it`, or a skipped one that gives the reason. */
export const itWith = (name: PrerequisiteName): jest.It =>
  PREREQUISITES[name][2]() ? it : withReason(it.skip, name);

/** `describe`, or a skipped one that gives the reason. */
export const describeWith = (name: PrerequisiteName): jest.Describe =>
  PREREQUISITES[name][2]() ? describe : withReason(describe.skip, name);

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
