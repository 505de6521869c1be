import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BillLine } from 'embedded-aws/billing/bill';
import { localClientConfig } from 'embedded-aws/environment';
import { startLocalAws } from 'embedded-aws/local-aws';
import { depsOf } from '@ecommerce-recommenders/tools/prove/deps';
import { AT_MOST_USD, OTHERS_USD, PROOF_STACK } from '@ecommerce-recommenders/tools/prove/plan';
import { readProof } from '@ecommerce-recommenders/tools/prove/proof';
import { prove, type ProveDeps, type ProveOptions } from '@ecommerce-recommenders/tools/prove/prove';
import { shopAccount } from '../storm/shop-account';
import { shopAssemblies } from '../storm/shop-assemblies';
import { smallShop } from '../storm/small-shop';
import { endSpawned, spawnCommand, until } from '../support/spawned-command';

const SHOP = { archive: smallShop(), stage: 'prove', trainingTimeoutHours: 1 };
const FILTERS = { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' };
const ASSEMBLIES = shopAssemblies(
  {
    deployed: { ...SHOP, filters: FILTERS },
    updated: SHOP,
    moved: { ...SHOP, filters: FILTERS, place: 'wrapped' },
  },
  PROOF_STACK,
);

/** What has begun when the process ends. */
const DEPLOYMENTS = {
  'the deployment': 'deployed',
  'the update': 'updated',
  'the deployment after it': 'deployed',
  'the move that fails': 'moved',
  'the move': 'moved',
} as const satisfies Record<string, keyof typeof ASSEMBLIES>;
type Deployment = keyof typeof DEPLOYMENTS;
const MOMENTS = ['the deployment', 'the questions', 'the update', 'the destroy', 'the last look'] as const;

describe('a proof that is broken off in', () => {
  const account = shopAccount(ASSEMBLIES);
  let folder: string;
  let options: ProveOptions;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prove-'));
    options = {
      ...{ yes: true, removeOnly: false, isCi: false, isTerminal: false },
      ...{ file: join(folder, 'proof.json'), aws: 'embedded AWS' },
    };
  });
  afterAll(() => rm(folder, { recursive: true }));

  const turned = async (): Promise<void> => {
    let turns = 0;
    await account.until(async () => turns++ > 0);
  };

  /** The process ends when something has begun: from then on nothing answers it. */
  function depsThatEnd(at: (typeof MOMENTS)[number] | undefined): { deps: ProveDeps; ended: Promise<void> } {
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    const isOver = (moment: (typeof MOMENTS)[number] | Deployment): Promise<void> | undefined => {
      if (moment !== at) return undefined;
      end();
      return new Promise(() => {});
    };
    // Of a process that ended during the move that fails.
    account.aws.faults.set([]);
    let deployments = 0;
    const deps: ProveDeps = {
      ...depsOf(account.aws.endpoint, folder),
      check: async () => [],
      rehearse: () => Promise.reject(new Error('Nothing is rehearsed here.')),
      print: () => {},
      wait: turned,
      now: () => account.aws.clock.now(),
      interrupted: new AbortController().signal,
      cdk: async (args, _follow, variables) => {
        if (args[0] === 'destroy') {
          const destroying = account.destroy();
          await isOver('the destroy');
          expect(await destroying).toMatchObject({ status: 'DELETE_COMPLETE' });
          return;
        }
        const [key, value] = args[args.indexOf('--tags') + 1].split('=');
        const deployment = (Object.keys(DEPLOYMENTS) as Deployment[])[deployments++];
        const { [DEPLOYMENTS[deployment]]: assembly } = ASSEMBLIES;
        const tagged = { ...assembly, tags: { ...assembly.tags, [key]: value } };
        const rejects = variables !== undefined;
        if (rejects) account.aws.faults.set([{ fault: 'access-denied', operation: 'UpdateRecommender' }]);
        await account.begin(tagged, deployment === 'the deployment' ? 'create' : 'update');
        await isOver(deployment);
        const { status } = await account.settled();
        account.aws.faults.set([]);
        if (rejects) throw new Error(status);
        expect(status).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);
      },
    };
    const { runtime, s3 } = deps.clients;
    runtime.middlewareStack.add((next) => async (args) => (await isOver('the questions')) ?? next(args));
    s3.middlewareStack.add((next) => async (args) => (await isOver('the last look')) ?? next(args));
    return { deps, ended };
  }

  it.each(MOMENTS)('%s leaves what a second run removes, and nothing else', async (moment) => {
    const { deps, ended } = depsThatEnd(moment);
    void prove(options, deps);
    await ended;
    const broken = (await readProof(options.file))!;
    expect(broken.doing).toBeDefined();
    // A rehearsal that fails ends no proof.
    if (broken.steps.move) expect(broken.rehearsal).toEqual({ differences: ['Nothing is rehearsed here.'] });
    await prove({ ...options, removeOnly: true }, depsThatEnd(undefined).deps);
    expect(await account.inventory()).toEqual([]);
    expect(existsSync(options.file)).toBe(false);
  });
});

describe('npm run prove', () => {
  afterEach(endSpawned);

  it('removes what a killed run has left, and finds the embedded AWS to be like itself, for less than it has said', async () => {
    const aws = await startLocalAws();
    const cloudFormation = new CloudFormation(localClientConfig(aws.endpoint));
    const folder = await mkdtemp(join(tmpdir(), 'prove-'));
    const args = ['bin/recommenders.cjs', 'prove', '--yes', '--endpoint', aws.endpoint];
    const command = [...args, '--out', join(folder, 'proof.json')];

    const killed = spawnCommand(process.execPath, command);
    const isThere = async (): Promise<boolean> => {
      const stacks = (await cloudFormation.describeStacks({})).Stacks!;
      const proof = stacks.find(({ StackName }) => StackName === PROOF_STACK);
      return proof?.StackStatus === 'CREATE_IN_PROGRESS';
    };
    await until(isThere);
    killed.kill('SIGKILL');
    await killed.ended;

    const second = spawnCommand(process.execPath, command);
    expect(await second.ended).toEqual([0, null]);
    expect(second.stderr()).toBe('');
    expect(second.stdout()).toContain('it is removed first');
    const [, same, all] = /the same in (\d+) of (\d+) rows/.exec(second.stdout())!;
    expect(Number(same)).toBeGreaterThan(200);
    expect(same === all ? '' : second.stdout()).toBe('');
    const proof = (await readProof(join(folder, 'proof.json')))!;
    expect(Object.keys(proof.steps)).toEqual([
      ...['deploy', 'ask', 'rehearse', 'update', 'again', 'rollback', 'move', 'destroy', 'look'],
    ]);
    expect(proof.errors).toEqual([]);
    expect(proof.rehearsal?.differences).toEqual([]);
    const { update, rollback, move } = proof.steps;
    const statusesOf = (name: string, { order = {} }: typeof move & object): string[] | undefined =>
      Object.entries(order)
        .find(([id]) => id.includes(`-${name}-`))?.[1]
        .map((one) => one.split(' ')[1]);
    expect([statusesOf('dear', update!), statusesOf('cheap', rollback!), statusesOf('cheap', move!)]).toEqual(
      [['DELETE_COMPLETE'], ['CREATE_COMPLETE', 'DELETE_COMPLETE'], ['CREATE_COMPLETE', 'DELETE_COMPLETE']],
    );
    expect(proof.findings['live after rollback']).toContain('BestSellersRecommenderArn');
    expect(proof.answers['best-sellers']).toMatchObject({ items: { length: 10 } });
    expect(JSON.stringify(proof)).not.toContain('123456789012');
    expect(await (await fetch(`${aws.endpoint}/_local/inventory`)).json()).toEqual([]);

    const usd = (lines: readonly BillLine[]): number => lines.reduce((sum, line) => sum + line.usd, 0);
    const bill = aws.bill();
    expect(usd(bill.filter(({ what }) => what !== 'ACTIVE recommenders'))).toBeLessThan(OTHERS_USD);
    expect(usd(bill)).toBeLessThan(AT_MOST_USD);
    cloudFormation.destroy();
    await aws.close();
    await rm(folder, { recursive: true });
  });
});
