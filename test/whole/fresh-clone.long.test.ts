/** @jest-environment ./test/jest/in-order-environment.js */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { localEnvironment, LOCAL_REGION } from 'embedded-aws/environment';
import { COMMANDS } from '@ecommerce-recommenders/tools/commands';
import { freshClone, writeOrders, type FreshClone } from '../support/fresh-clone';

const ROOT = resolve(__dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** A command line that runs in a fresh clone with empty caches. */
interface FirstRun {
  /** Arguments after the command. */
  readonly args?: readonly string[];
  /** What it prints, on stdout or stderr. */
  readonly says: RegExp;
  /** Its exit code: 0 unless given. */
  readonly code?: number;
  /** Whether it runs until it is stopped; `says` is then what it prints once it is up. */
  readonly isEndless?: true;
  /** Whether it is run without an embedded AWS. */
  readonly isAlone?: true;
}

/** Why this test does not run a command. */
interface NotRun {
  readonly because: string;
}

const each = (names: readonly string[], row: FirstRun | NotRun): Record<string, FirstRun | NotRun> =>
  Object.fromEntries(names.map((name) => [name, row]));
const ON_A_CLOSED_PORT = ['--endpoint', 'http://127.0.0.1:1'];

/**
 * Every command in the order in which they run: npm scripts and commands of `recommenders` by their names, others as they are
 * typed after `npx` or with `npm`. The first ones need no AWS, the others the stack of a shop's own files.
 */
const RUNS: Readonly<Record<string, FirstRun | NotRun>> = {
  init: { args: ['orders.csv', '--yes'], says: /are written in cdk\.json[^]*ready/, isAlone: true },
  'cdk synth': { args: ['--quiet'], says: /4 recommenders for 400 users cost/, isAlone: true },
  explore: { says: /4,800 interactions are kept[^]*The report is in explore\.html/, isAlone: true },
  'prepare-data': { args: ['--out', 'prepared'], says: /warm_interaction\.csv +4,800 rows/, isAlone: true },
  cost: { says: /^4 recommenders /m, isAlone: true },
  settings: { says: /orders\.csv/, isAlone: true },
  '--help': { says: /^Usage: recommenders COMMAND/m, isAlone: true },
  env: { says: /^export AWS_ENDPOINT_URL=/m, isAlone: true },
  'generate-sample': { says: /interactions\.csv: 255,187 rows/, isAlone: true },
  conformance: { says: /^all +\d/m, isAlone: true },
  bench: { args: ['--only', 'none'], says: /Allowed choices are/, code: 2, isAlone: true },
  jest: { args: ['packages/csv/test/visible'], says: /^Test Suites: 1 passed, 1 total$/m, isAlone: true },
  coverage: { args: ['packages/csv/test/visible'], says: /packages\/csv\/src/, isAlone: true },
  storm: { args: ['--seed', '1', '--steps', '1'], says: /[0-9a-f]{64}/, isAlone: true },
  ...each(['wasm', 'api', 'site', 'lint'], { says: /npm ci --prefix dev/, code: 1, isAlone: true }),
  start: { args: ['--once'], says: /Nothing is left\./, isAlone: true },

  local: { args: ['--port', '0'], says: /AWS_ENDPOINT_URL=http:\S+/, isEndless: true, isAlone: true },
  'cdk bootstrap': { says: /bootstrapped/ },
  doctor: { says: /✓ price[^]*✓ aws/ },
  'cdk deploy': { args: ['--require-approval', 'never'], says: /BestSellersRecommenderArn/ },
  'cdk diff': { says: /Number of stacks with differences: 0/ },
  rehearse: { says: /Nothing changes\./ },
  outputs: { says: /BestSellersRecommenderArn/ },
  recommend: { args: ['best-sellers', '--user', 'c1'], says: /^ *1 +p\d+/m },
  page: { args: ['--port', '0'], says: /http:\/\/127\.0\.0\.1:\d+/, isEndless: true },
  evaluate: { args: ['--users', '20', '--quiet'], says: /Best sellers/ },
  imports: { says: /import/i },
  rules: { says: /rule/i },
  // Before there are events: those of the same minute would leave it incomplete.
  forget: { args: ['--user', 'c1', '--yes'], says: /c1|deleted/ },
  shoppers: { args: ['--days', '1', '--visitors', '20'], says: /^Day 1: 20 new visitors/m },
  effect: { says: /visitor/ },
  deploy: { args: ['--require-approval', 'never'], says: /no changes/ },
  diff: { says: /Number of stacks with differences: 0/ },
  'cdk rollback': { says: /does not need a rollback/, code: 1 },
  'cdk gc': { args: ['--unstable=gc', '--confirm=false'], says: /Garbage Collecti/i },
  destroy: { args: ['--force'], says: /EcommerceRecommenders: destroyed/ },
  'cdk destroy': { args: ['--force'], says: /EcommerceRecommenders/ },

  ...each(['prove', 'parity'], { args: ON_A_CLOSED_PORT, says: /add --yes/, code: 1, isAlone: true }),
  ...each(['test', 'test:quick', 'test:aws', 'test:long', 'reliability'], {
    because: 'a suite of tests, which would include this one or takes as long',
  }),
  types: { because: 'installs dev/ from the registry; test:long runs it first' },
  'cdk notices': { because: 'fetches from the internet, which no test reaches' },
  'npm ci': { because: 'made the node_modules that the clone has' },
  'npm install': { because: 'installs in an app of one’s own: test/packages/tarballs.long.test.ts' },
  'npm pack': { because: 'test/packages/tarballs.long.test.ts' },
  ...each(['prepack', 'postpack'], { because: 'a step of npm pack' }),
  'keep-release': { because: 'keeps the tarball of npm pack' },
};

const isRun = (row: FirstRun | NotRun): row is FirstRun => 'says' in row;

/** The READMEs, and the pages behind the four doors. */
function documents(): string[] {
  const index = readFileSync(join(ROOT, 'docs/README.md'), 'utf8');
  const doors = ['Try it', 'Bring your data', 'Go live', 'Embed it in your pages'];
  const pages = index
    .split(/^## /m)
    .filter((part) => doors.some((door) => part.startsWith(door)))
    .flatMap((part) =>
      Array.from(part.matchAll(/^- \[[^\]]+\]\(([\w-]+\.md)\)/gm), ([, page]) => `docs/${page}`),
    );
  expect(pages.length).toBeGreaterThan(20);
  return ['README.md', 'README.ko.md', ...pages].map((file) => readFileSync(join(ROOT, file), 'utf8'));
}

/** The commands in a document, as {@link RUNS} names them. */
function commandsIn(text: string): string[] {
  const code = Array.from(
    text.matchAll(/^```sh\n([^]*?)^```$|`([^`\n]+)`/gm),
    ([, block, span]) => block ?? span,
  );
  return code.flatMap((typed) =>
    Array.from(
      typed.matchAll(
        /\bnpm (?:run (?:-[\w-]+ )*)?([a-z][a-z:-]*)|\bnpx (cdk|recommenders|jest)\b(?: ([a-z-]+))?/g,
      ),
      ([whole, script, program, command = '']) =>
        program === undefined
          ? Object.hasOwn(scripts, script)
            ? script
            : whole.replace(/^npm run .*/, `npm run ${script}`)
          : program === 'cdk'
            ? `cdk ${command}`
            : program === 'jest'
              ? 'jest'
              : command || '--help',
    ),
  );
}

it('knows each npm script, each command, and each command that the documents name', () => {
  const named = documents().flatMap(commandsIn);
  expect(named).toEqual(expect.arrayContaining(['start', 'cdk deploy', 'cdk gc', 'init', 'npm ci', 'env']));
  const all = new Set([...Object.keys(scripts), ...Object.keys(COMMANDS), ...named]);
  expect([...all].filter((name) => !Object.hasOwn(RUNS, name))).toEqual([]);
  expect(Object.keys(RUNS).filter((name) => !all.has(name) && name !== 'cdk synth')).toEqual([]);
});

// Each test goes on where the one before has ended: with the files and the stack that it left, and without its caches.
describe('in a fresh clone, with empty caches and an empty home folder', () => {
  let parent: string;
  let clone: FreshClone;
  let local: ChildProcess | undefined;
  let endpoint: string;
  beforeAll(() => {
    // A path with a space, in a folder of its own.
    parent = join(mkdtempSync(join(tmpdir(), 'fresh-')), 'my shop');
    mkdirSync(parent);
    clone = freshClone(parent);
    writeOrders(clone.folder);
  });
  afterAll(async () => {
    if (local) await stopped(local);
    rmSync(resolve(parent, '..'), { recursive: true });
  });

  /** Starts a command as it is typed: `npm run NAME -- …`, or `npx NAME …`. */
  function started(name: string, { args = [], isAlone }: FirstRun): ChildProcess {
    clone.forget();
    const typed = name.startsWith('cdk ')
      ? ['npx', ...name.split(' ')]
      : Object.hasOwn(scripts, name)
        ? ['npm', 'run', name, '--']
        : ['npx', 'recommenders', name];
    const [program, ...rest] = [...typed, ...args];
    const aws = isAlone ? {} : localEnvironment({ endpoint, region: LOCAL_REGION });
    // The check of the template by CloudFormation's rules takes four seconds, and finds the same each time.
    const validation = name === 'cdk synth' ? {} : { CDK_VALIDATION: 'false' };
    // A group of its own, so that a signal reaches the command below npm, too.
    return spawn(program, rest, {
      cwd: clone.folder,
      env: { ...aws, ...validation, ...clone.environment() },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
  }

  it.each(Object.entries(RUNS).flatMap(([name, row]) => (isRun(row) ? [[name, row] as const] : [])))(
    'works: %s',
    async (name, row) => {
      const child = started(name, row);
      let printed = '';
      const closed = once(child, 'close') as Promise<[number | null]>;
      const up = new Promise<void>((done) => {
        for (const stream of [child.stdout!, child.stderr!])
          stream.on('data', (data: Buffer) => {
            printed += data.toString();
            if (row.says.test(printed)) done();
          });
      });
      if (row.isEndless) {
        await Promise.race([up, closed]);
        expect(printed).toMatch(row.says);
        if (name !== 'local') return stopped(child);
        local = child;
        endpoint = /AWS_ENDPOINT_URL=(http:\S+)/.exec(printed)![1];
        return;
      }
      const [code] = await closed;
      expect(printed).toMatch(row.says);
      expect(`exit code ${code}\n${code === (row.code ?? 0) ? '' : printed}`).toBe(
        `exit code ${row.code ?? 0}\n`,
      );
      if (name === 'init') switchOn(clone.folder);
    },
  );
});

/** What some commands ask a stack for. */
function switchOn(folder: string): void {
  const file = join(folder, 'cdk.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly context: Record<string, Record<string, unknown>>;
  };
  Object.assign(settings.context.ecommerceRecommenders, {
    ...{ api: { origins: ['https://shop.example'], rules: true }, eventTracker: true, freshData: true },
    experiment: { share: 0.5 },
  });
  writeFileSync(file, JSON.stringify(settings, null, 2));
}

async function stopped(child: ChildProcess): Promise<void> {
  const ended = once(child, 'close');
  process.kill(-child.pid!, 'SIGTERM');
  await ended;
}
