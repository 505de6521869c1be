import { DescribeRecommenderCommand } from '@aws-sdk/client-personalize';
import { createHash } from 'node:crypto';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { createPrng, uuid } from '@ecommerce-recommenders/tools/sample/prng';
import type { Assembly } from '../read-assembly';
import { shopAssemblies, type Shop } from '../shop-assemblies';
import { NotBegun, startStormAccount, type Outcome, type StormAccount } from '../storm-account';
import { isRefused } from './refused';
import { resting } from './resting';
import { strays } from './strays';
import { archiveOf, changesOf, type Configuration, type Step } from './walk';

/** What a walk did: the same steps give the same lines. */
export interface WalkResult {
  readonly log: readonly string[];
  /** SHA-256 of the log. */
  readonly hash: string;
  /** The step that broke an invariant, and how; `steps.length` is the destroy at the end. */
  readonly failure?: { readonly step: number; readonly problem: string };
}

/** A Tuesday, within running hours. */
const START_MS = Date.UTC(2026, 11, 1, 10);

/** More time than any stale read is behind: on AWS it passes between two deployments by itself. */
const BETWEEN_MS = 120_000;

/** Turns of the clock within which a run's own resources are deleted. */
const MAX_DELETION_TURNS = 20;

/** Statuses of a deployment that is done. */
const DONE: readonly string[] = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'NO_UPDATE'];

/** What is left on purpose by a stack that ever retained its data. */
const RETAINED = /^AWS::(S3::(Bucket|Object|ObjectVersion)|KMS::Key) /;

/** Deploys each step over the one before, destroys the stack, and looks after each whether the invariants hold. */
export async function runWalk(
  steps: readonly Step[],
  seed: number,
  print: (line: string) => void = () => undefined,
): Promise<WalkResult> {
  const log: string[] = [];
  const write = (line: string): void => {
    log.push(line);
    print(line);
  };
  const prng = createPrng(seed);
  const account = await startStormAccount([], {
    latency: 'fast',
    speed: 0,
    startMs: START_MS,
    newId: () => uuid(prng),
  });
  const walker = new Walker(account, write);
  let at = 0;
  let failure: WalkResult['failure'];
  try {
    for (; at < steps.length; at += 1) await walker.deploy(at, steps[at]);
    await walker.destroy();
  } catch (error) {
    failure = { step: at, problem: (error as Error).message };
    write(`step ${at} FAILS: ${failure.problem}`);
  } finally {
    await account.close();
  }
  return { log, hash: createHash('sha256').update(log.join('\n')).digest('hex'), failure };
}

/** What is live between two steps. */
interface Live {
  readonly outputs: Readonly<Record<string, string>>;
  /** When each recommender was created, by output. */
  readonly trained: Readonly<Record<string, number>>;
  readonly configuration: Configuration;
}

class Walker {
  /** Undefined while there is no stack. */
  private live: Live | undefined;
  private last: Configuration | undefined;
  /** What has been live, the present one last. */
  private readonly lived: Configuration[] = [];
  private everRetained = false;

  constructor(
    private readonly account: StormAccount,
    private readonly write: (line: string) => void,
  ) {}

  async deploy(at: number, { configuration, strike, cancelAfter }: Step): Promise<void> {
    const { account } = this;
    const { place, given } = configuration;
    const changes = JSON.stringify(changesOf(this.last?.given ?? {}, given));
    const faults = strike?.faults.map(({ fault }) => fault).join('+');
    const weather = faults
      ? ` under ${faults}`
      : cancelAfter !== undefined
        ? ` cancelled after ${cancelAfter} turns`
        : '';
    const what = `step ${at}: ${this.live ? 'update' : 'create'} ${place} ${changes}${weather}`;
    const refusals = this.lived.filter((one) => isRefused(one, configuration));
    this.last = configuration;
    this.everRetained ||= given.retainData === true;
    const assembly = assemblyOf(configuration);

    await this.pause();
    account.aws.faults.set(strike?.faults ?? [], strike?.seed);
    const outcome = await this.attempt(assembly, cancelAfter);
    account.aws.faults.set([]);
    this.write(`${what} → ${outcome.status}`);
    for (const reason of outcome.reasons) this.write(`  ${inShort(reason)}`);
    const hasToFail = refusals.includes(this.live?.configuration as Configuration);
    must(!hasToFail || !DONE.includes(outcome.status), 'It is not refused');
    const mayFail = refusals.length > 0 || strike !== undefined || cancelAfter !== undefined;
    await this.settle(outcome, configuration, mayFail);
  }

  async destroy(): Promise<void> {
    if (this.live) {
      await this.pause();
      const outcome = await this.account.destroy();
      this.write(`destroy → ${outcome.status}`);
      must(outcome.status === 'DELETE_COMPLETE', outcome.reasons.join('; '));
      this.live = undefined;
    }
    await this.expectNothingLeft();
  }

  private async pause(): Promise<void> {
    await this.account.rest();
    await this.account.aws.clock.advance(BETWEEN_MS);
  }

  /** Creates or updates the stack; an update without changes is one that changes nothing. */
  private async attempt(assembly: Assembly, cancelAfter: number | undefined): Promise<Outcome> {
    const { account } = this;
    try {
      await account.begin(assembly, this.live ? 'update' : 'create');
    } catch (error) {
      if (!(error instanceof NotBegun)) throw error;
      return { status: 'NO_UPDATE', reasons: [], calls: 0 };
    }
    if (cancelAfter !== undefined && this.live) {
      let turns = 0;
      await account.until(async () => (turns += 1) > cancelAfter);
      await account.cancel();
    }
    // The walk looks itself, when all is at rest.
    return account.ended();
  }

  private async settle(outcome: Outcome, configuration: Configuration, mayFail: boolean): Promise<void> {
    const { account } = this;
    let { status } = outcome;
    if (status === 'UPDATE_ROLLBACK_FAILED') {
      const continued = await account.continueRollback();
      ({ status } = continued);
      this.write(`  continued → ${status}`);
      must(
        status === 'UPDATE_ROLLBACK_COMPLETE',
        `The rollback cannot be continued: ${continued.reasons.join('; ')}`,
      );
    }
    const isDone = DONE.includes(status);
    must(isDone || mayFail, `It fails without a fault: ${status} ${outcome.reasons.map(inShort).join('; ')}`);
    await resting(account);
    if (status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED') {
      const { status: gone, reasons } = await account.destroy();
      this.write(`  destroy → ${gone}`);
      must(gone === 'DELETE_COMPLETE', reasons.join('; '));
      await this.expectNothingLeft();
      this.lived.length = 0;
      return;
    }
    const before = this.live;
    const after = await this.look(isDone ? configuration : before!.configuration);
    this.live = after;
    this.lived.push(after.configuration);
    if (before) expectKept(before, after, isDone);
    let found = await strays(account);
    // A deletion that has begun takes a while.
    let turns = 0;
    await account.until(
      async () => (turns += 1) > MAX_DELETION_TURNS || (found = await strays(account)).length === 0,
    );
    must(found.length === 0, `Nothing in the stack holds ${found.join(', ')}`);
    const same = await this.attempt(assemblyOf(after.configuration), undefined);
    must(same.status === 'NO_UPDATE', `The same deployment again is an update: ${same.status}`);
    this.write(`  live: ${Object.keys(after.outputs).sort().join(' ')}`);
  }

  private async look(configuration: Configuration): Promise<Live> {
    const { runningHours, stopWhenIdleHours } = configuration.given;
    const mayBeStopped = runningHours !== undefined || stopWhenIdleHours !== undefined;
    const outputs = await this.account.live({ mayBeStopped });
    const trained: Record<string, number> = {};
    for (const name of Object.values(RECOMMENDER_OUTPUTS)) {
      const recommenderArn = outputs[name];
      if (recommenderArn === undefined) continue;
      const { recommender } = await this.account.personalize.send(
        new DescribeRecommenderCommand({ recommenderArn }),
      );
      trained[name] = Number(recommender?.creationDateTime);
    }
    return { outputs, trained, configuration };
  }

  private async expectNothingLeft(): Promise<void> {
    const left = (await this.account.inventory()).filter((one) => !(this.everRetained && RETAINED.test(one)));
    must(left.length === 0, `Left behind: ${left.join(', ')}`);
  }
}

/** A failed step changes no output; any step keeps the recommenders that it does not remove. */
function expectKept(before: Live, after: Live, isDone: boolean): void {
  if (!isDone) {
    const [was, is] = [before, after].map(({ outputs }) => JSON.stringify(Object.entries(outputs).sort()));
    must(was === is, `A failed step changes the outputs from ${was} to ${is}`);
  }
  for (const [name, createdMs] of Object.entries(before.trained))
    must(
      (after.trained[name] ?? createdMs) === createdMs,
      `${name} is trained anew, and nothing asked for that`,
    );
}

/** A reason without its stack trace, and without names that differ from run to run. */
const inShort = (reason: string): string => reason.replace(/ ?(Logs: |\(RequestId)[\s\S]*$/, '');

const must = (is: boolean, problem: string): void => {
  if (!is) throw new Error(problem);
};

/** Assemblies by configuration: a synth takes seconds. */
const synthesised = new Map<string, Assembly>();

function assemblyOf(configuration: Configuration): Assembly {
  const key = JSON.stringify(configuration);
  let assembly = synthesised.get(key);
  if (!assembly) {
    const { place, given } = configuration;
    const shop = { ...given, archive: archiveOf(given), place } as Shop;
    synthesised.set(key, (assembly = shopAssemblies({ shop }).shop));
  }
  return assembly;
}
