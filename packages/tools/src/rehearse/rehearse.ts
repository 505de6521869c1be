import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { LATENCIES } from 'embedded-aws/latency';
import { templateShop } from '../cdk/template-shop';
import { deadOutputs } from '../deployed/expect-live';
import { holdingsOf, type Holdings } from './holdings';
import { shelvesOf, watchShelves, type SeenShelf, type ShelfWatch } from './shelves';
import {
  NotBegun,
  startStormAccount,
  TemplateRefused,
  type Outcome,
  type StormAccount,
} from './storm-account';
import { templateOf, type Deployable } from './synthesized';

/** What a deployment did, seen from outside. */
export interface Rehearsed {
  readonly before: Holdings;
  readonly after: Holdings;
  /** In the end. `NO_UPDATE` where nothing changes. */
  readonly status: string;
  /** Before a rollback was continued; otherwise the same. */
  readonly firstStatus: string;
  /** Why resources failed. */
  readonly reasons: readonly string[];
  readonly tookMs: number;
  /** Of this deployment alone, oldest first. */
  readonly events: readonly StackEvent[];
  readonly shelves: readonly SeenShelf[];
  /** Outputs that name what is dead, with why. */
  readonly dead: readonly { readonly name: string; readonly problem: string }[];
}

/** Once an answer has changed, it is seen within this time. */
const LOOK_EVERY_MS = 10_000;

/** An embedded AWS on whose clock deployments take as long as on AWS, and which is turned. */
export interface Stage {
  readonly account: StormAccount;
  /** Deploys a new stack. @throws Error with the reasons if that fails */
  create(from: Deployable): Promise<void>;
  /** Deploys over what is there, and watches; a rollback that faults have stopped is continued without them. */
  update(to: Deployable, under?: Faults): Promise<Rehearsed>;
}

/** The faults of a deployment, and the seed of their chances. */
export interface Faults {
  readonly faults: readonly Fault[];
  readonly seed: number;
}

/** Longer than any stale read is behind: on AWS, nobody updates a stack in the minute in which it was created. */
const BETWEEN_MS = 120_000;

/** Starts one. Close its account in the end. @param signal - lets deployments throw at the next turn of the clock */
export async function startStage(signal?: AbortSignal): Promise<Stage> {
  let watch: ShelfWatch | undefined;
  let lookedMs = 0;
  const account: StormAccount = await startStormAccount([], {
    latency: LATENCIES.realistic,
    beforeTurn: async () => {
      signal?.throwIfAborted();
      const nowMs = account.aws.clock.now();
      const watching = watch;
      if (watching === undefined || nowMs - lookedMs < LOOK_EVERY_MS) return;
      lookedMs = nowMs;
      await account.aws.faults.paused(() => watching.look());
    },
  });
  const attempt = async (to: Deployable): Promise<Outcome> => {
    try {
      await account.begin(to.assembly, 'update');
    } catch (error) {
      if (!(error instanceof NotBegun || error instanceof TemplateRefused)) throw error;
      const isSame = /didn't contain changes|No updates/.test(error.message);
      return isSame
        ? { status: 'NO_UPDATE', reasons: [], calls: 0 }
        : { status: 'REFUSED', reasons: [error.message], calls: 0 };
    }
    return account.ended();
  };
  return {
    account,
    create: async ({ origin, assembly }) => {
      await account.begin(assembly, 'create');
      const { status, reasons } = await account.ended();
      if (status !== 'CREATE_COMPLETE')
        throw new Error(`What is deployed now (${origin}) could not be deployed here: ${reasons.join('; ')}`);
      await account.rest();
    },
    update: async (to, under) => {
      if (under !== undefined) await account.aws.clock.advance(BETWEEN_MS);
      const before = await holdingsOf(account);
      const beganMs = account.aws.clock.now();
      watch = await watchShelves(
        await shelvesOf(account.aws.endpoint, before.outputs),
        () => account.aws.clock.now() - beganMs,
      );
      account.aws.faults.set(under?.faults ?? [], under?.seed);
      const { status: firstStatus, reasons } = await attempt(to);
      account.aws.faults.set([]);
      const status =
        firstStatus === 'UPDATE_ROLLBACK_FAILED' && under !== undefined
          ? (await account.continueRollback()).status
          : firstStatus;
      const tookMs = account.aws.clock.now() - beganMs;
      await watch.look();
      const shelves = watch.seen();
      watch = undefined;
      const after = await holdingsOf(account);
      const dead: { name: string; problem: string }[] = [];
      const deployed = { endpoint: account.aws.endpoint, outputs: after.outputs };
      const { runningHours, stopWhenIdleHours } = templateShop(templateOf(to)).settings;
      const mayBeStopped = runningHours !== null || stopWhenIdleHours > 0;
      for await (const { name, cause } of deadOutputs(deployed, { mayBeStopped }))
        dead.push({ name, problem: (cause as Error).message });
      const events = (await account.events()).filter(({ Timestamp }) => Number(Timestamp) >= beganMs - 1);
      return { before, after, status, firstStatus, reasons, tookMs, events, shelves, dead };
    },
  };
}
