import { SFN } from '@aws-sdk/client-sfn';
import { LISTS_LOCK_KEY, MANIFEST_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import type { ListsManifest } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { runsOf, type Runs } from './runs-of';
import type { ShopAccount } from './shop-account';

/** What a test sees of a stack's lists, and how it starts runs. */
export interface ListsView extends Runs {
  /** Keys of the data bucket. @default below lists/ */
  readonly keys: (prefix?: string) => Promise<string[]>;
  readonly manifest: () => Promise<ListsManifest>;
  /** `use-case STATUS`, sorted. */
  readonly recommenders: () => Promise<string[]>;
  /** Waits until a run has ended, and everything that waits for the clock. */
  endOf(executionArn: string): Promise<{ readonly status?: string; readonly cause?: string }>;
  /** Waits until no run is in progress, and no recommender is being changed. */
  rest(): Promise<void>;
}

export function listsView(account: ShopAccount): ListsView {
  const runs = runsOf(account, 'lists');
  const view: ListsView = {
    ...runs,
    keys: (prefix = 'lists/') => account.keys(prefix),
    manifest: async () => JSON.parse(await account.read(MANIFEST_KEY)) as ListsManifest,
    recommenders: async () => (await account.recommenders()).map(({ name, status }) => `${name} ${status}`),
    async endOf(executionArn) {
      await account.until(async () => {
        await account.rest();
        return !(await runs.running()).includes(executionArn);
      });
      return account.client(SFN).describeExecution({ executionArn });
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
export async function expectListsServe(
  account: ShopAccount,
  itemIds: readonly string[],
): Promise<ListsManifest> {
  const manifest = await listsView(account).manifest();
  for (const { prefix, shards, items } of manifest.lists) {
    const texts = await Promise.all(
      Array.from({ length: shards }, (_, shard) => account.read(`${prefix}${shard}.json`)),
    );
    const lists = new Map(texts.flatMap((text) => Object.entries(JSON.parse(text) as object)));
    expect([...lists.keys()].sort()).toEqual(items === 1 ? [''] : [...itemIds].sort());
    expect([...lists.values()].filter(({ length }: string[]) => length === 0)).toEqual([]);
  }
  return manifest;
}

/** Starts a run without faults, and expects no leftovers: no recommender, no claim, and only the files of this run and the previous one. */
export async function expectNextRunClears(account: ShopAccount): Promise<void> {
  const view = listsView(account);
  const former = (await view.manifest()).run;
  expect(await view.endOf(await view.start())).toMatchObject({ status: 'SUCCEEDED' });
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
