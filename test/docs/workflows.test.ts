import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { engines, scripts } from '../../package.json';

const ROOT = join(__dirname, '../..');
const FOLDER = join(ROOT, '.github/workflows');

interface Job {
  readonly uses?: string;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps?: readonly { readonly uses?: string; readonly run?: string }[];
}

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const texts = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const);
const workflows = texts.map(([name, text]) => [name, parse(text) as Workflow] as const);
const [, ci] = workflows.find(([name]) => name === 'ci.yml')!;

describe.each(workflows)('%s', (name, { permissions, jobs }) => {
  it('may read by default, and each of its jobs ends', () => {
    expect(permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(jobs))
      if (job.uses === undefined) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  it('names each action by the hash of a commit, with its version', () => {
    const [, text] = texts.find(([one]) => one === name)!;
    const used = Array.from(text.matchAll(/uses: (?!\.\/)(.*)/g), ([, action]) => action);
    expect(used.filter((action) => !/^[\w/.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  it('runs scripts that are there', () => {
    const runs = Object.values(jobs).flatMap(({ steps = [] }) => steps.map(({ run = '' }) => run));
    const named = runs.flatMap((run) =>
      Array.from(run.matchAll(/npm (?:run ([\w:-]+)|(start|test))/g), ([, script, own]) => script ?? own),
    );
    expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  });
});

it('an action has one version in all workflows', () => {
  const versions = new Map<string, Set<string>>();
  for (const [, text] of texts)
    for (const [, action, version] of text.matchAll(/uses: ([\w-]+\/[\w-]+)\S*@(\S+)/g))
      versions.set(action, (versions.get(action) ?? new Set()).add(version));
  expect([...versions].filter(([, of]) => of.size > 1)).toEqual([]);
});

it('CI tests the oldest Node.js that is supported', () => {
  expect(ci.jobs.test.strategy?.matrix.node).toContain(Number(engines.node.replace('>=', '')));
});
