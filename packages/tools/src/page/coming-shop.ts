import { paginateListRecommenders, type PersonalizeClient } from '@aws-sdk/client-personalize';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { prepareData } from '@ecommerce-recommenders/shop-data/data/preparation/prepare-data';
import { eventTypesOf } from '@ecommerce-recommenders/shop-data/data/mapping/datasets-of';
import { resourcePrefix } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { type TemporaryFolder, temporaryFolder } from 'embedded-aws/temporary-folder';
import { directorySink } from '../prepare-data/directory-sink';
import { filePieces } from '../shop-files/file-pieces';
import { inArchive } from '../shop-files/named-files';
import { openShop } from '../shop-files/opened-shop';
import type { PreparationOptions } from '../options';
import type { DeploymentLog } from './deployment-log';
import type { Serving } from './page-answers';
import { type OpenPrepared, type PageClients, remembered, Shop } from './shop';

/** The data and stack of a shop that is about to be deployed. */
export interface ComingShopOptions {
  readonly stack: string;
  readonly log: DeploymentLog;
  readonly clients: PageClients;
  /** The data on which the stack will be trained. */
  readonly data: PreparationOptions;
  readonly useCases: readonly UseCaseName[];
  /** Polling interval for recommenders that become ACTIVE. @default 2000 */
  readonly pollMs?: number;
}

/**
 * A shop whose stack is being deployed. Catalogue, users and history are available at once, recommenders as they become ACTIVE.
 */
export interface ComingShop {
  readonly shop: () => Promise<Shop>;
  close(): Promise<void>;
}

/** Reads a shop from the data of a deployment in progress, and polls for ACTIVE recommenders until it ends. */
export function comingShop(options: ComingShopOptions): ComingShop {
  const { stack, log, clients, data, useCases: coming, pollMs = 2_000 } = options;
  const ended = new AbortController();
  const { signal } = ended;
  const files = preparedFiles(data, signal);
  const outputs: Record<string, string> = {};
  let following: Promise<void> | undefined;

  /** Polls until the deployment has ended. */
  async function follow(): Promise<void> {
    while (log.isDeploying && !signal.aborted) {
      const active = await activeRecommenders(clients.personalize, stack).catch(
        () => new Map<never, never>(),
      );
      const known = Object.keys(outputs).length;
      for (const [useCase, { arn }] of active) outputs[RECOMMENDER_OUTPUTS[useCase]] = arn;
      if (Object.keys(outputs).length > known) log.serve(sinceWhen(active));
      await sleep(pollMs, undefined, { signal }).catch(() => {});
    }
    following = undefined;
  }
  const leave = log.watch((message) => {
    const hasBegun = message.kind === 'resource' && message.work?.kind === 'recommender';
    if (hasBegun && log.isDeploying) following ??= follow();
    // Recommenders of the previous deployment were deleted with it.
    if (message.kind === 'clear') for (const name of Object.keys(outputs)) delete outputs[name];
  });
  const shop = remembered(async () => new Shop(stack, clients, outputs, { coming, open: files.open }));
  // Readers of the page wait for this, and an error is reported to them.
  void shop()
    .then((soon) => Promise.all([soon.size(), soon.firstUser()]))
    .catch(() => {});
  return {
    shop,
    close: async () => {
      leave();
      ended.abort();
      await following;
      await files.remove();
    },
  };
}

/** The files that the deployment prepares. They are prepared here as well, if the page needs them earlier. */
function preparedFiles(
  options: PreparationOptions,
  signal: AbortSignal,
): { open: OpenPrepared; remove: () => Promise<void> } {
  let folder: TemporaryFolder | undefined;
  let latest: Promise<unknown> | undefined;
  const onProgress = (): void => signal.throwIfAborted();
  const prepare = async () => {
    const { archive, holdout, holdoutBy, data } = options;
    const { source, datasets } = await openShop(options);
    const { path } = (folder ??= await temporaryFolder('ecommerce-recommenders'));
    const settings = {
      holdout,
      holdoutBy,
      eventTypes: eventTypesOf(data, options.eventTypes),
      escape: '\\',
    } as const;
    const sink = directorySink(path);
    const { files } = await inArchive(
      archive,
      prepareData({ ...source, datasets, settings, sink, onProgress }),
    );
    return { path, files };
  };
  const prepared = remembered(() => {
    const preparing = prepare();
    latest = preparing;
    return preparing;
  });
  return {
    open: async (file) => {
      const { path, files } = await prepared();
      return Object.hasOwn(files, file) ? filePieces(join(path, file)) : undefined;
    },
    remove: async () => {
      // Otherwise a write in progress would re-create the folder.
      await latest?.catch(() => {});
      folder?.remove();
    },
  };
}

/** A recommender that answers. */
interface ActiveRecommender {
  readonly arn: string;
  /** Time on AWS's clock. */
  readonly sinceMs: number;
}

/** The ACTIVE recommenders of a stack. They are found by name, because the stack has no outputs yet. */
async function activeRecommenders(
  client: PersonalizeClient,
  stack: string,
): Promise<Map<UseCaseName, ActiveRecommender>> {
  const active = new Map<UseCaseName, ActiveRecommender>();
  for await (const { recommenders = [] } of paginateListRecommenders({ client }, {}))
    for (const { name, status, recommenderArn: arn = '', lastUpdatedDateTime } of recommenders) {
      const useCase = USE_CASE_NAMES.find((one) => name === `${resourcePrefix(stack)}-${one}`);
      if (useCase && status === 'ACTIVE')
        active.set(useCase, { arn, sinceMs: lastUpdatedDateTime?.getTime() ?? 0 });
    }
  return active;
}

const sinceWhen = (active: ReadonlyMap<UseCaseName, ActiveRecommender>): Serving =>
  Object.fromEntries([...active].map(([useCase, { sinceMs }]) => [useCase, sinceMs]));
