import { createHash } from 'node:crypto';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import {
  RECOMMENDER_OUTPUTS,
  type StackOutputName,
} from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { LATENCIES, type Latency } from 'embedded-aws/latency';
import { createPrng, uuid } from '@ecommerce-recommenders/tools/sample/prng';
import type { Assembly } from '@ecommerce-recommenders/tools/cdk/read-assembly';
import { shopOf, type ShopAccount } from '../shop-account';
import { shopAssemblies, type Shop } from '../shop-assemblies';
import {
  NotBegun,
  startStormAccount,
  type Outcome,
} from '@ecommerce-recommenders/tools/rehearse/storm-account';
import type { FaultSet } from '../run-under-faults';
import { expectAuthorized } from './authorized';
import { ANSWERS } from './answers-of-step';
import { BY_HAND, mayBeStopped, stoppedOf, type ByHand } from './by-hand';
import { DATA } from './data-of-step';
import { createRecord } from './record';
import { isRefused, keepsRows, mayBeRefused, movesFromPauses } from './refused';
import { releaseAssembly } from './release-assembly';
import { RESOURCES } from './resources-of-step';
import { resting } from './resting';
import { apart, seedProcess } from './seeded-process';
import { strays } from './strays';
import {
  archiveOf,
  changesOf,
  settingsOf,
  stockOf,
  type Configuration,
  type Given,
  type Step,
  type Walk,
} from './walk';

/** What a walk did: the same steps and seed give the same, byte for byte. */
export interface WalkResult {
  readonly log: readonly string[];
  /** The log, with everything that the embedded AWS did in between. */
  readonly record: readonly string[];
  /** SHA-256 of the record. */
  readonly hash: string;
  /** Number of steps that were tried. */
  readonly steps: number;
  /** The configurations that were deployed. */
  readonly live: readonly Configuration[];
  /** The step that broke an invariant, and how; `steps.length` is the destroy at the end. */
  readonly failure?: { readonly step: number; readonly problem: string };
}

/** A Tuesday, within running hours. */
const START_MS = Date.UTC(2026, 11, 1, 10);

/** More time than any stale read is behind: on AWS it passes between two deployments by itself. */
const BETWEEN_MS = 120_000;

/** The rest of that day. */
const HOURS_LEFT_MS = 13 * 3_600_000;

const makesLists = ({ serving, similarItems }: Given): boolean =>
  similarItems === true || (serving !== undefined && serving !== 'live');

/** Whether a fault keeps nobody from stopping a recommender. */
const letsStop = (fault: Fault): boolean =>
  fault.fault === 'import-failure' ||
  fault.fault === 'training-failure' ||
  ('operation' in fault && fault.operation === 'CreateRecommender');

/** Turns of the clock within which a run's own resources are deleted. */
const MAX_DELETION_TURNS = 20;

/** After which a recommender is trained with the data of then. */
const RETRAINED_MS = 7 * 24 * 3_600_000;

/** Imports that take longer than one custom resource may wait. */
const SLOW_IMPORTS: Latency = {
  ...LATENCIES.fast,
  create: { ...LATENCIES.fast.create, datasetImportJob: 70 * 60_000 },
};

/** Statuses of a deployment that is done. */
const DONE: readonly string[] = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'NO_UPDATE'];

/** What is left on purpose by a stack that ever retained its data. */
const RETAINED = /^AWS::(S3::(Bucket|Object|ObjectVersion)|KMS::Key) /;

/** Deploys each step over the one before, destroys the stack, and looks after each whether the invariants hold. */
export async function runWalk(
  { steps, end, hasSlowImports = false }: Walk,
  seed: number,
  print: (line: string) => void = () => undefined,
): Promise<WalkResult> {
  const log: string[] = [];
  const record = createRecord();
  const write = (line: string): void => {
    log.push(line);
    record.write(line);
    print(line);
  };
  const prng = createPrng(seed);
  const account = await startStormAccount([], {
    latency: hasSlowImports ? SLOW_IMPORTS : 'fast',
    speed: 0,
    startMs: START_MS,
    newId: () => uuid(prng),
    onRequest: record.onRequest,
  });
  const unseed = seedProcess(seed, account.aws);
  const walker = new Walker(
    shopOf(() => account),
    write,
  );
  let at = 0;
  let failure: WalkResult['failure'];
  let lines: string[];
  try {
    for (; at < steps.length; at += 1) {
      await walker.deploy(at, steps[at]);
      record.addEvents(await account.events());
    }
    await walker.destroy(end);
    record.addEvents(await account.events());
  } catch (error) {
    failure = { step: at, problem: (error as Error).message };
    write(`step ${at} FAILS: ${failure.problem}`);
  } finally {
    // What closing interrupts is not part of it.
    lines = [...record.lines];
    await account.close();
    unseed();
  }
  const hash = createHash('sha256').update(lines.join('\n')).digest('hex');
  return { log, record: lines, hash, steps: at, live: walker.done, failure };
}

/** What is live between two steps. */
interface Live {
  readonly outputs: Readonly<Record<string, string>>;
  readonly trained: Readonly<Partial<Record<UseCaseName, Training>>>;
  readonly configuration: Configuration;
}

/** How a live recommender was trained. */
interface Training {
  readonly createdMs: number;
  /** How many items it may know. */
  readonly items: number;
}

class Walker {
  /** What was deployed, in all stacks. */
  readonly done: Configuration[] = [];
  /** Undefined while there is no stack. */
  private live: Live | undefined;
  private last: Configuration | undefined;
  /** What was deployed since the stack was created, also what has failed. */
  private readonly attempted: Configuration[] = [];
  /** What has failed, and whose rows the datasets may have kept. */
  private keptRows: Configuration[] = [];
  private everRetained = false;
  private isUntagged = false;
  /** Number of requests when the latest deployment began. */
  private begunAt = 0;

  constructor(
    private readonly account: ShopAccount,
    private readonly write: (line: string) => void,
  ) {}

  async deploy(at: number, step: Step): Promise<void> {
    const { account } = this;
    const { configuration, isAnew, byHand, strike, cancelAfter } = step;
    const { given } = configuration;
    if (isAnew) await this.destroy();
    if (this.live && movesFromPauses(this.live.configuration, configuration))
      return this.write(`step ${at}: left out, because it moves the shop and switches its pauses off`);
    const refusals = this.attempted.filter((one) => isRefused(one, configuration));
    const what = this.named(at, step);
    this.last = configuration;
    this.everRetained ||= given.retainData === true;
    const assembly = assemblyOf(configuration);

    await this.pause();
    if (byHand && this.live) await this.doByHand(byHand);
    const stopped = this.live ? await stoppedOf(account, this.live.outputs) : [];
    account.aws.faults.set(strike?.faults ?? [], strike?.seed);
    const outcome = await this.attempt(assembly, cancelAfter);
    account.aws.faults.set([]);
    this.write(`${what} → ${outcome.status}`);
    for (const reason of outcome.reasons) this.write(`  ${inShort(reason)}`);
    const hasToFail = refusals.includes(this.live?.configuration as Configuration);
    must(!hasToFail || !DONE.includes(outcome.status), 'It is not refused');
    const mayFail =
      [strike, cancelAfter].some((one) => one !== undefined) ||
      [...refusals, ...this.refusals(configuration)].length > 0;
    this.attempted.push(configuration);
    await this.settle(outcome, step, mayFail);
    if (this.live && mayBeStopped(this.live.configuration.given)) await this.expectStopped(stopped, step);
  }

  private async doByHand(byHand: ByHand): Promise<void> {
    const { configuration, outputs } = this.live!;
    if (byHand === 'recommenders are stopped' && !mayBeStopped(configuration.given)) return;
    this.isUntagged ||= byHand === 'tags are lost';
    await BY_HAND[byHand](this.account, outputs);
    await this.pause();
  }

  /** Why a step may fail because of what the walk has done besides. */
  private refusals(configuration: Configuration): string[] {
    const { live, isUntagged } = this;
    const { place, given } = configuration;
    const mayStop = live !== undefined && mayBeStopped(live.configuration.given);
    return [
      // Nothing starts them to make lists with them; the deployment says who has to.
      ...(mayStop && makesLists(given) ? ['recommenders that are stopped'] : []),
      // Nobody knows whose it is that has no tag, and the new logical id has not made it.
      ...(isUntagged && live?.configuration.place !== place ? ['a move of what has lost its tag'] : []),
      ...(isUntagged && makesLists(given) ? ['lists of what has lost its tag'] : []),
      ...(live && mayBeRefused(live.configuration, configuration) ? ['a move with other changes'] : []),
    ];
  }

  /** A deployment stops again what it has started to update it, also where it fails. */
  private async expectStopped(before: readonly string[], { strike }: Step): Promise<void> {
    const mayStop = strike?.faults.every(letsStop) ?? true;
    // In the hours of the next day they run again.
    if (!mayStop || this.account.aws.clock.now() > START_MS + HOURS_LEFT_MS) return;
    const { outputs } = this.live!;
    const stopped = await stoppedOf(this.account, outputs);
    const arns = Object.values(outputs);
    const started = before.filter((arn) => arns.includes(arn) && !stopped.includes(arn));
    must(started.length === 0, `It is started and not stopped again: ${started.join(', ')}`);
  }

  /** Destroys the stack; one that faults have kept from it is destroyed again. */
  async destroy(strike?: FaultSet): Promise<void> {
    const { account } = this;
    if (this.live) {
      await this.pause();
      account.aws.faults.set(strike?.faults ?? [], strike?.seed);
      const { status } = await account.destroy();
      account.aws.faults.set([]);
      this.write(`destroy${weatherOf({ strike })} → ${status}`);
      must(status === 'DELETE_COMPLETE' || strike !== undefined, `It is not destroyed: ${status}`);
      if (status !== 'DELETE_COMPLETE') await this.destroyAgain();
    }
    await this.expectNothingLeft();
  }

  private async destroyAgain(): Promise<void> {
    const { status, reasons } = await this.account.destroy();
    this.write(`  destroy → ${status}`);
    must(status === 'DELETE_COMPLETE', `It is not destroyed: ${reasons.join('; ')}`);
  }

  private named(at: number, step: Step): string {
    const { place, given, isOfRelease } = step.configuration;
    const where = isOfRelease ? 'release' : place;
    const changes = JSON.stringify(changesOf(this.last?.given ?? {}, given));
    return `step ${at}: ${this.live ? 'update' : 'create'} ${where} ${changes}${weatherOf(step)}`;
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
    } finally {
      this.begunAt = account.aws.requests.total;
    }
    if (cancelAfter !== undefined) {
      let turns = 0;
      await account.until(async () => (turns += 1) > cancelAfter);
      if (!this.live) return account.destroy();
      await account.cancel();
    }
    return account.ended();
  }

  private async settle(outcome: Outcome, { configuration, strike }: Step, mayFail: boolean): Promise<void> {
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
    const waited = outcome.reasons.find((reason) => /After \d+ minutes still waiting/.test(reason));
    must(waited === undefined || strike !== undefined, `It waits in vain: ${waited}`);
    if (!this.live && !isDone) {
      if (status !== 'DELETE_COMPLETE') await this.destroyAgain();
      return this.expectNothingLeft();
    }
    await resting(account);
    await expectAuthorized(account, this.begunAt, strike?.faults ?? []);
    const before = this.live;
    if (isDone) this.keptRows = this.keptRows.filter((one) => keepsRows(one, configuration));
    else if (keepsRows(configuration, before!.configuration)) this.keptRows.push(configuration);
    const after = await this.look(isDone ? configuration : before!.configuration, strike === undefined);
    this.live = after;
    if (isDone) this.done.push(configuration);
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

  private async look(configuration: Configuration, wasCalm: boolean): Promise<Live> {
    const { account, attempted } = this;
    const outputs = await account.live({ mayBeStopped: mayBeStopped(configuration.given) });
    const trained: Partial<Record<UseCaseName, Training>> = {};
    for (const [useCase, name] of Object.entries(RECOMMENDER_OUTPUTS) as [UseCaseName, StackOutputName][]) {
      const recommenderArn = outputs[name];
      if (recommenderArn === undefined) continue;
      const createdMs = Number((await account.described(recommenderArn)).creationDateTime);
      const former = this.live?.trained[useCase];
      const isOld = account.aws.clock.now() - createdMs > RETRAINED_MS;
      const { items } = stockOf(configuration.given);
      trained[useCase] = {
        createdMs,
        items: former?.createdMs !== createdMs ? items : Math.max(former.items, isOld ? items : 0),
      };
    }
    const settings = settingsOf(configuration.given);
    const step = { account, outputs, configuration, settings, attempted, trained, wasCalm };
    await expectOneOf([configuration, ...this.keptRows], async (rows) => {
      const stock = stockOf(rows.given);
      for (const check of [...RESOURCES, ...DATA, ...ANSWERS]) await check({ ...step, rows, stock });
    });
    return { outputs, trained, configuration };
  }

  private async expectNothingLeft(): Promise<void> {
    this.live = undefined;
    this.attempted.length = 0;
    this.keptRows = [];
    this.isUntagged = false;
    const left = (await this.account.inventory()).filter((one) => !(this.everRetained && RETAINED.test(one)));
    must(left.length === 0, `Left behind: ${left.join(', ')}`);
  }
}

/** Looks with each in turn. @throws Error of the first, if none holds */
async function expectOneOf<One>(all: readonly One[], look: (one: One) => Promise<void>): Promise<void> {
  const [first, ...others] = all;
  await look(first).catch(async (error: unknown) => {
    for (const other of others)
      if (
        await look(other).then(
          () => true,
          () => false,
        )
      )
        return;
    throw error;
  });
}

/** A failed step changes no output; any step keeps the recommenders that it does not remove. */
function expectKept(before: Live, after: Live, isDone: boolean): void {
  if (!isDone) {
    const [was, is] = [before, after].map(({ outputs }) => JSON.stringify(Object.entries(outputs).sort()));
    must(was === is, `A failed step changes the outputs from ${was} to ${is}`);
  }
  for (const [useCase, { createdMs }] of Object.entries(before.trained))
    must(
      (after.trained[useCase as UseCaseName]?.createdMs ?? createdMs) === createdMs,
      `${useCase} is trained anew, and nothing asked for that`,
    );
}

const weatherOf = ({ byHand, strike, cancelAfter }: Omit<Step, 'configuration'>): string =>
  [
    byHand && ` after ${byHand}`,
    strike && ` under ${strike.faults.map(({ fault }) => fault).join('+')}`,
    cancelAfter !== undefined && ` cancelled after ${cancelAfter} turns`,
  ]
    .filter(Boolean)
    .join('');

/** A reason without its stack trace, and without names that differ from run to run. */
const inShort = (reason: string): string => reason.replace(/ ?(Logs: |\(RequestId)[\s\S]*$/, '');

const must = (is: boolean, problem: string): void => {
  if (!is) throw new Error(problem);
};

/** Assemblies by configuration: a synth takes seconds. */
const synthesised = new Map<string, Assembly>();

export function assemblyOf(configuration: Configuration): Assembly {
  const key = JSON.stringify(configuration);
  let assembly = synthesised.get(key);
  if (!assembly) {
    const { place, given, isOfRelease } = configuration;
    const shop = { ...given, archive: archiveOf(given), place } as Shop;
    const synth = (): Assembly => (isOfRelease ? releaseAssembly(shop) : shopAssemblies({ shop }).shop);
    synthesised.set(key, (assembly = apart(synth)));
  }
  return assembly;
}
