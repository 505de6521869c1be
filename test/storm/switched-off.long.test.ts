import { shopAccount } from './shop-account';
import { shopAssemblies, type Shop } from './shop-assemblies';
import { smallShop, TABLES } from './small-shop';

/** Features with resources of their own in Personalize, each as the setting that switches it on. */
const FEATURES = {
  segments: { segments: { items: ['i1'], size: 2 } },
  batches: { batches: { results: 2 } },
  ranking: { ranking: true },
  lists: { serving: { 'best-sellers': 'lists' } },
  filters: { filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' } },
  metricAttribution: { metricAttribution: { orders: { event: 'Purchase' } }, freshData: true },
  eventTracker: { eventTracker: true },
  freshData: { freshData: true },
} as const satisfies Record<string, Partial<Shop>>;
type Feature = keyof typeof FEATURES;

const ALL = Object.keys(FEATURES) as Feature[];

/** Features that share a function which makes and deletes resources of one kind. */
const SHARING = [
  ['segments', 'batches'],
  ['segments', 'ranking'],
  ['batches', 'ranking'],
] as const satisfies readonly (readonly Feature[])[];

/** Sets of features, one after the other: all on, then off one by one. */
const offOneByOne = (features: readonly Feature[]): (readonly Feature[])[] =>
  features.map((_, at) => features.slice(at)).concat([[]]);

const nameOf = (features: readonly Feature[]): string => [...features].sort().join('-') || 'none';

/** Every step of this test, and the shops that it needs. */
const STEPS = {
  pairs: SHARING.flatMap(([one, other]) => [...offOneByOne([one, other]), ...offOneByOne([other, one])]),
  all: offOneByOne(ALL),
  reverse: offOneByOne([...ALL].reverse()),
};
const SHOP = { archive: smallShop(), trainingTimeoutHours: 1, useCases: ['most-viewed', 'best-sellers'] };
const SHOPS = shopAssemblies<string>({
  ...Object.fromEntries(
    Object.values(STEPS)
      .flat()
      .map((features) => [
        nameOf(features),
        { ...SHOP, ...(Object.assign({}, ...features.map((feature) => FEATURES[feature])) as object) },
      ]),
  ),
  tables: { ...SHOP, data: TABLES },
  'without-users': { ...SHOP, data: { ...TABLES, users: undefined } },
  'interactions-alone': { ...SHOP, data: { interactions: TABLES.interactions } },
});

describe('features that are switched off one by one, with permissions enforced,', () => {
  const account = shopAccount(SHOPS);

  /** Whatever is there but for what runs make. */
  const resources = async (): Promise<string[]> =>
    (await account.types()).filter((type) => !/S3::Object|Job$|SolutionVersion$/.test(type));

  /** What a stack of these features has, however it came to be. */
  const known = new Map<string, readonly string[]>();

  it.each(Object.entries(STEPS))('leave nothing outside the stack: %s', async (_name, steps) => {
    await account.created(SHOPS.none);
    known.set('none', await resources());
    for (const features of steps) {
      const name = nameOf(features);
      expect([name, await account.update(SHOPS[name])]).toEqual([
        name,
        expect.objectContaining({ status: 'UPDATE_COMPLETE', reasons: [] }),
      ]);
      const found = await resources();
      if (!known.has(name)) known.set(name, found);
      expect([name, ...found]).toEqual([name, ...known.get(name)!]);
    }
    await account.gone();
  });

  it('leave nothing outside the stack: the tables of users and items', async () => {
    const datasets = async (): Promise<(string | undefined)[]> =>
      (await account.personalize.listDatasets({})).datasets!.map(({ datasetType }) => datasetType).sort();
    await account.created(SHOPS.tables);
    expect(await datasets()).toEqual(['INTERACTIONS', 'ITEMS', 'USERS']);
    await account.updated(SHOPS['without-users']);
    expect(await datasets()).toEqual(['INTERACTIONS', 'ITEMS']);
    await account.updated(SHOPS['interactions-alone']);
    expect(await datasets()).toEqual(['INTERACTIONS']);
    await account.gone();
  });
});
