import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { TRAINING_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import {
  EcommerceRecommenders,
  ShopApi,
  ShopEventTracker,
  ShopFilters,
  ShopFreshData,
  ShopNotices,
  ShopOutputs,
  ShopSource,
} from '../../../lib';
import { EVERYTHING } from '../support/everything';
import { dependenciesOf, idsOf, listOf, propertiesOf, resourcesOf, statementsOf } from '../support/resources';
import { shopIn, theirStack } from '../support/shop-in';

const { createKey, useCases } = EVERYTHING;
const ADD_ONS = { ...EVERYTHING, api: { origins: ['https://shop.example'] }, experiment: { share: 0.1 } };
const FILTERS = { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' };

/** Both have everything, which is more than CloudFormation's 500 resources. */
const template = ((): Template => {
  const stack = theirStack({ '@aws-cdk/core:stackResourceLimit': 0 });
  shopIn(stack, { createKey, useCases }, ADD_ONS);
  shopIn(stack, { createKey, useCases }, ADD_ONS, 'Outlet');
  return Template.fromStack(stack);
})();
const resources = resourcesOf(template);

const isOfOutlet = (id: string): boolean => id.startsWith('Outlet');
/** What CDK makes below the stack: the function that empties all buckets, and a role for each target of a schedule. */
const isShared = (id: string): boolean =>
  /^(CustomS3AutoDeleteObjectsCustomResourceProvider|SchedulerRoleForTarget)/.test(id);
const idsOfShop = Object.keys(resources).filter((id) => !isOfOutlet(id) && !isShared(id));
const idsOfOutlet = Object.keys(resources).filter((id) => isOfOutlet(id));

/** Properties as text, without what a stack's shops have in common: paths in descriptions, and names that CloudFormation makes up. */
const textOf = (id: string): string =>
  JSON.stringify(resources[id].Properties)
    .replaceAll(/"Description":"[^"]*"/g, '')
    .replaceAll('log-group:Theirs-*', '');

/** `recommender/Theirs-best-sellers`, of each name of a resource of Personalize. */
const personalizeNames = (ids: readonly string[]): string[] =>
  ids.flatMap((id) => {
    const { Type, Properties } = resources[id];
    const kind = /^Custom::Personalize(\w+)$/.exec(Type)?.[1].replaceAll(/\B[A-Z]/g, '-$&');
    return kind && typeof Properties.Name === 'string' ? [`${kind.toLowerCase()}/${Properties.Name}`] : [];
  });

describe('two shops in a stack, each with everything', () => {
  it('are alike', () => {
    const typesOf = (ids: readonly string[]): string[] => ids.map((id) => resources[id].Type).sort();
    // The first has the log group of the function that empties the buckets.
    const own = idsOfShop.filter((id) => !id.includes('AutoDeleteLogs'));
    expect(own).toHaveLength(idsOfShop.length - 1);
    expect(typesOf(idsOfOutlet)).toEqual(typesOf(own));
  });

  it('have names of their own', () => {
    const named = (ids: readonly string[]): string[] => ids.filter((id) => textOf(id).includes('Theirs'));
    expect(named(idsOfShop).length).toBeGreaterThan(50);
    expect(named(idsOfShop).filter((id) => textOf(id).includes('Theirs_Outlet'))).toEqual([]);
    expect(named(idsOfOutlet).filter((id) => /Theirs(?!_Outlet)/.test(textOf(id)))).toEqual([]);
  });

  it('refer to nothing of each other', () => {
    const foreign = Object.keys(resources).flatMap((id) => {
      const named = [...textOf(id).matchAll(/"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/g)].map(([, other]) => other);
      return named
        .filter((other) => other in resources && !isShared(other) && !isShared(id))
        .filter((other) => isOfOutlet(other) !== isOfOutlet(id))
        .map((other) => `${id} → ${other}`);
    });
    expect(foreign).toEqual([]);
  });

  it('have functions that may change nothing of the other where a policy has names', () => {
    const names = { shop: personalizeNames(idsOfShop), outlet: personalizeNames(idsOfOutlet) };
    expect(names.shop).toContain('recommender/Theirs-best-sellers');
    expect(names.outlet).toContain('recommender/Theirs_Outlet-best-sellers');
    const covered = statementsOf(template).flatMap(([id, { Action, Resource }]) =>
      listOf(Resource)
        .flatMap((one) => /:([a-z-]+\/[^":]+)"/.exec(JSON.stringify(one))?.[1] ?? [])
        // Filters and trackers that people add to a dataset group have any name.
        .filter((pattern) => !pattern.endsWith('/*') || /^dataset\//.test(pattern))
        .flatMap((pattern) => {
          const matches = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
          const theirs = isOfOutlet(id) ? names.shop : names.outlet;
          return theirs.filter((name) => matches.test(name)).map((name) => [id, Action, name]);
        }),
    );
    expect(covered).toEqual([]);
  });

  it('are created one after the other, so that their functions do not throttle each other', () => {
    const groups = idsOf(template, 'Custom::PersonalizeDatasetGroup');
    const [shop, outlet] = [false, true].map((is) =>
      dependenciesOf(
        template,
        groups.find((id) => isOfOutlet(id) === is)!,
      ),
    );
    const recommenders = idsOf(template, 'Custom::PersonalizeRecommender').filter((id) => !isOfOutlet(id));
    expect(recommenders).toHaveLength(5);
    expect(recommenders.filter((id) => !outlet.has(id))).toEqual([]);
    expect([...shop].filter(isOfOutlet)).toEqual([]);
  });

  it('wait for their trainings after both are created', () => {
    const ofOutlet = ['Filter', 'EventTracker', 'Recommender'].flatMap((kind) =>
      idsOf(template, `Custom::Personalize${kind}`).filter(isOfOutlet),
    );
    expect(ofOutlet).toHaveLength(7);
    const waits = idsOf(template, TRAINING_TYPE);
    for (const wait of waits) {
      const before = dependenciesOf(template, wait);
      expect(ofOutlet.filter((id) => !before.has(id))).toEqual([]);
    }
    const [ofTheShop, others] = [false, true].map((is) => waits.filter((id) => isOfOutlet(id) === is));
    expect(others.length).toBeGreaterThan(0);
    for (const wait of others)
      expect(ofTheShop.filter((id) => !dependenciesOf(template, wait).has(id))).toEqual([]);
  });
});

describe('the name of a shop', () => {
  const nameOf = (...ids: readonly string[]): string => {
    let scope: Construct = theirStack();
    for (const id of ids.slice(0, -1)) scope = new Construct(scope, id);
    return shopIn(scope, { useCases: ['best-sellers'] }, {}, ids.at(-1)).name;
  };

  it.each([
    [['Shop'], 'Theirs'],
    [['Default'], 'Theirs'],
    [['Outlet'], 'Theirs_Outlet'],
    [['Outlet', 'Shop'], 'Theirs_Outlet'],
    [['Europe', 'Outlet'], 'Theirs_Europe_Outlet'],
    [['out-let.eu'], 'Theirs_out_let_eu'],
  ])('is of the stack and the ids in it, %j', (ids, name) => {
    expect(nameOf(...ids)).toBe(name);
  });

  it('fits into Personalize’s names, whatever the length of an id', () => {
    const stack = theirStack();
    const ids = ['a', 'b'].map((end) => `The-outlet-of-everything-that-was-not-sold-${end}`);
    for (const id of ids) shopIn(stack, {}, { filters: FILTERS }, id);
    const all = resourcesOf(Template.fromStack(stack));
    const names = Object.values(all).flatMap(({ Type, Properties: { Name } }) =>
      Type.startsWith('Custom::Personalize') && typeof Name === 'string' ? [Name] : [],
    );
    expect(names).toHaveLength(18);
    expect(new Set(names).size).toBe(18);
    for (const name of names) expect(name).toMatch(/^[\w-]{1,63}$/);
  });

  it('fails where another shop of the stack has it', () => {
    const stack = theirStack();
    shopIn(stack);
    expect(() => shopIn(stack, {}, {}, 'Default')).toThrow(
      /^Theirs\/Default has the name Theirs, which Theirs\/Shop has already: .* Give it another id\.$/,
    );
  });
});

describe('an add-on', () => {
  const twoShops = (): { stack: Stack; shop: EcommerceRecommenders; outlet: EcommerceRecommenders } => {
    const stack = theirStack();
    const source = ShopSource.fromArchive('shop.tar.gz');
    const [shop, outlet] = ['Shop', 'Outlet'].map(
      (id) => new EcommerceRecommenders(stack, id, { source, useCases: ['best-sellers'] }),
    );
    return { stack, shop, outlet };
  };

  it('has the name of its shop wherever it is in the stack', () => {
    const { stack, shop, outlet } = twoShops();
    new ShopFilters(stack, 'Filters', { shop, expressions: FILTERS });
    new ShopFilters(shop, 'OutletFilters', { shop: outlet, expressions: FILTERS });
    const names = propertiesOf(Template.fromStack(stack), 'Custom::PersonalizeFilter').map(
      ({ Name }) => Name,
    );
    expect(names.sort()).toEqual([
      expect.stringMatching(/^Theirs-cheap-/),
      expect.stringMatching(/^Theirs_Outlet-cheap-/),
    ]);
  });

  it('that gives outputs puts the ids of its shop before their names, but for Shop', () => {
    const { stack, shop, outlet } = twoShops();
    const nested = shopIn(new Construct(stack, 'Europe'), {}, {}, 'Toys');
    for (const one of [shop, outlet, nested]) new ShopOutputs(one, 'Outputs', { shop: one });
    const outputs = Object.keys(Template.fromStack(stack).findOutputs('*'));
    const names = ['BestSellersRecommenderArn', 'DatasetGroupArn', 'DataBucketName', 'ImportRoleArn'];
    expect(outputs).toEqual(
      expect.arrayContaining(
        ['', 'Outlet', 'EuropeToys'].flatMap((id) => names.map((name) => `${id}${name}`)),
      ),
    );
    expect(outputs.filter((name) => !/^(Outlet|EuropeToys)/.test(name))).toHaveLength(names.length);
  });

  it('fails for what is of another shop', () => {
    const { stack, shop, outlet } = twoShops();
    const eventTracker = new ShopEventTracker(stack, 'Events', { shop });
    expect(
      () => new ShopApi(stack, 'Api', { shop: outlet, eventTracker, origins: ['https://shop.example'] }),
    ).toThrow(
      'Property eventTracker of Theirs/Api is of the shop Theirs/Shop, and its own shop is Theirs/Outlet. Give it one of its own shop',
    );
    const { topic } = new ShopNotices(stack, 'Notices', { shop });
    expect(() => new ShopFreshData(stack, 'Fresh', { shop: outlet, topic })).toThrow(
      'Property topic of Theirs/Fresh is of the shop Theirs/Shop',
    );
  });
});
