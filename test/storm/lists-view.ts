import { ListRecommendersCommand } from '@aws-sdk/client-personalize';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { LISTS_LOCK_KEY, MANIFEST_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import type { ListsManifest } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { runsOf } from './runs-of';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

/** How a run ended. */
export interface RunEnd {
  readonly status?: string;
  readonly cause?: string;
  readonly output?: string;
}

/** What a test sees of a stack's lists, and how it starts runs. */
export interface ListsView {
  /** Text of an object of the data bucket. */
  read(key: string): Promise<string>;
  /** Keys of the data bucket. @default below lists/ */
  keys(prefix?: string): Promise<string[]>;
  manifest(): Promise<ListsManifest>;
  /** `use-case STATUS`, sorted. */
  recommenders(): Promise<string[]>;
  /** ARNs of the runs in progress. */
  running(): Promise<string[]>;
  /** @returns the ARN */
  start(input?: object): Promise<string>;
  ended(executionArn: string): Promise<RunEnd>;
  /** Waits until no run is in progress, no recommender is being changed, and no run has the claim. */
  rest(): Promise<void>;
}

export function listsView(account: StormAccount): ListsView {
  const runs = runsOf(account, 'lists');
  const view: ListsView = {
    read: account.read,
    keys: (prefix = 'lists/') => account.keys(prefix),
    manifest: async () => JSON.parse(await view.read(MANIFEST_KEY)) as ListsManifest,
    async recommenders() {
      const { recommenders = [] } = await account.personalize.send(new ListRecommendersCommand({}));
      return recommenders
        .map(({ name = '', status }) => `${name.slice(STACK_NAME.length + 1)} ${status}`)
        .sort();
    },
    running: runs.running,
    start: runs.start,
    async ended(executionArn) {
      await account.until(async () => {
        await account.rest();
        return !(await view.running()).includes(executionArn);
      });
      return account.client(SFNClient).send(new DescribeExecutionCommand({ executionArn }));
    },
    async rest() {
      await runs.ended();
      await account.until(
        async () => !(await view.recommenders()).some((one) => /PROGRESS|PENDING/.test(one)),
      );
    },
  };
  return view;
}

/** Every list that the manifest names, read from its files: one that cannot be read, or has no entry, fails. */
export async function expectListsServe(view: ListsView, itemIds: readonly string[]): Promise<ListsManifest> {
  const manifest = await view.manifest();
  for (const { prefix, shards, items } of manifest.lists) {
    const texts = await Promise.all(
      Array.from({ length: shards }, (_, shard) => view.read(`${prefix}${shard}.json`)),
    );
    const lists = Object.assign({}, ...texts.map((text) => JSON.parse(text) as object)) as Record<
      string,
      readonly string[]
    >;
    expect(Object.keys(lists).sort()).toEqual(items === 1 ? [''] : [...itemIds].sort());
    expect(Object.values(lists).filter(({ length }) => length === 0)).toEqual([]);
  }
  return manifest;
}

/** Starts a run without faults, and expects no leftovers: no recommender, no claim, and only the files of this run and the previous one. */
export async function expectNextRunClears(view: ListsView): Promise<void> {
  const former = (await view.manifest()).run;
  expect(await view.ended(await view.start())).toMatchObject({ status: 'SUCCEEDED' });
  await view.rest();
  expect(await view.recommenders()).toEqual([]);
  expect(await view.keys(LISTS_LOCK_KEY)).toEqual([]);
  const { run } = await view.manifest();
  expect(run > former).toBe(true);
  const others = (await view.keys()).filter(
    (key) => key !== MANIFEST_KEY && !key.startsWith(`lists/${run}/`) && !key.startsWith(`lists/${former}/`),
  );
  expect(others).toEqual([]);
}
