import { runPreparation } from '../glue-script/run-preparation';
import { DATASET_IMPORT_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { PREPARED_DATA_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { TRAINING_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import type { BillLine } from 'embedded-aws/billing/bill';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from 'embedded-aws/local-aws';
import { temporaryFolder } from 'embedded-aws/temporary-folder';
import { type Answers, askEveryUseCase } from './ask-every-use-case';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { type Inventory, localStack, type LocalStack } from './local-stack';
import type { ResourceProgress } from '../deployed/resource-progress';
import type { StackOutputs } from '../deployed/stack-outputs';

/** Options of a run on the embedded AWS. */
export interface StartOptions extends LocalAwsOptions {
  /** Settings that override those of cdk.json, in the form of `-c NAME=VALUE`. @default - none */
  readonly context?: Readonly<Record<string, string>>;
  /** Name of the stack in the user's own app. @default - the stack of the settings */
  readonly stack?: string;
  /** Whether resources outlive the stack, like the setting `retainData`. @default false */
  readonly retainsData?: boolean;
  /** Aborts the current step. The stack is destroyed nevertheless. */
  readonly interrupted: AbortSignal;
}

/** The steps of a run, in order. */
export type Step = 'start' | 'deploy' | 'recommend' | 'destroy';

/** Callbacks of a run. */
export interface Watcher {
  readonly onStep: (step: Step) => void;
  readonly onResource: (resource: ResourceProgress) => void;
  /** Called with a sentence about what is in progress. */
  readonly onNote: (sentence: string) => void;
  /** Called when the stack is deployed and has answered. It is destroyed once the promise resolves. */
  readonly onReady: (run: ReadyRun) => Promise<void>;
}

/** A deployed stack and its answers. */
export interface ReadyRun {
  readonly endpoint: string;
  readonly outputs: StackOutputs;
  readonly recommendations: Answers;
}

/** Report of a run. Timings are in seconds, by step and by part of the deployment. */
export interface StartReport extends Omit<ReadyRun, 'endpoint'> {
  readonly timings: Readonly<Record<string, number>>;
  readonly inventoryAfterDestroy: Inventory;
  /** What the run would have cost on AWS in the same time. */
  readonly bill: readonly BillLine[];
}

/** A run that was aborted before it had answers. Everything is destroyed. */
export class InterruptedRun extends Error {}

/**
 * Deploys the stack on a new embedded AWS, asks every recommender, waits for the watcher, and destroys everything
 * again, even after failures.
 *
 * @throws InterruptedRun; Error that names the step that failed, and why
 */
export async function start(options: StartOptions, watcher: Watcher): Promise<StartReport> {
  const seconds: Record<string, number> = {};
  const resources: ResourceProgress[] = [];

  async function step<T>(name: Step, work: () => Promise<T>): Promise<T> {
    watcher.onStep(name);
    const begun = performance.now();
    try {
      return await work();
    } catch (cause) {
      throw new Error(`${name}: ${(cause as Error).message}`, { cause });
    } finally {
      seconds[name] = (performance.now() - begun) / 1000;
    }
  }

  const folder = await temporaryFolder('ecommerce-recommenders');
  let aws: LocalAws | undefined;
  try {
    aws = await step('start', () =>
      startLocalAws({
        ...options,
        readyIn: LOCAL_REGION,
        jobScript: (run) => runPreparation(run, watcher.onNote),
      }),
    );
    const { endpoint } = aws;
    const stack = localStack(endpoint, folder.path, options.stack);
    const destroyStack = (): Promise<Inventory> => step('destroy', () => destroy(stack, watcher, options));
    const answers = await deployAndAsk(stack).catch(async (error: Error) => {
      await destroyStack().catch((second: Error) => {
        throw new Error(`${error.message}\n${second.message}`, { cause: error });
      });
      throw options.interrupted.aborted ? new InterruptedRun(error.message, { cause: error }) : error;
    });
    await watcher.onReady({ endpoint, ...answers });
    const inventoryAfterDestroy = await destroyStack();
    const timings = { ...seconds, ...workSeconds(resources) };
    return { ...answers, timings, inventoryAfterDestroy, bill: aws.bill() };
  } finally {
    await aws?.close();
    folder.remove();
  }

  async function deployAndAsk(stack: LocalStack): Promise<Omit<ReadyRun, 'endpoint'>> {
    const { context = {}, interrupted } = options;
    const onResource = (resource: ResourceProgress): void => {
      resources.push(resource);
      watcher.onResource(resource);
    };
    await step('deploy', () => stack.deploy(context, { onResource, signal: interrupted }, 'direct'));
    return step('recommend', async () => {
      const outputs = await stack.outputs();
      return { outputs, recommendations: await askEveryUseCase(stack.clients, outputs) };
    });
  }
}

/** @throws Error that lists what the destroy has left behind, unless it was to be retained */
async function destroy(
  stack: LocalStack,
  { onResource }: Watcher,
  { context, retainsData = false }: StartOptions,
): Promise<Inventory> {
  await stack.destroy({ onResource }, context);
  const left = await stack.inventory();
  if (left.length === 0 || retainsData) return left;
  throw new Error(
    `the stack is deleted, but left behind ${left.map(({ type, id }) => `${type} ${id}`).join(', ')}`,
  );
}

/** Custom resource types of each part. */
const PARTS = {
  preparation: [PREPARED_DATA_TYPE],
  imports: [DATASET_IMPORT_TYPE],
  training: [RECOMMENDER_TYPE, TRAINING_TYPE],
} as const satisfies Record<string, readonly string[]>;

/** Duration of each part, from its first start to its last end. */
function workSeconds(resources: readonly ResourceProgress[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(PARTS).map(([part, types]) => {
      const own = resources.filter(({ type }) => (types as readonly string[]).includes(type));
      const begunMs = Math.min(...own.map((resource) => resource.begunMs));
      const endedMs = Math.max(...own.map((resource) => resource.endedMs ?? resource.begunMs));
      return [part, own.length > 0 ? (endedMs - begunMs) / 1000 : 0];
    }),
  );
}
