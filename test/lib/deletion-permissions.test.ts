import type { Template } from 'aws-cdk-lib/assertions';
import { EVERY_SHOP } from './support/every-shop';
import { dependenciesOf, idsOf, listOf, resourcesOf, statementsOf } from './support/resources';
import { synthesise } from './support/synthesise';

const { interactions, items } = EVERY_SHOP['tables of its own, which may get more columns'].data;
const columnsOf = (name: string): object => ({ columns: { [name]: { from: name, type: 'categorical' } } });
const TABLES = {
  interactions,
  items: { ...items, ...columnsOf('COLOUR') },
  users: { files: 'customers.csv', id: 'number', ...columnsOf('CLUB') },
};

const EVERYTHING = EVERY_SHOP['everything at once'];
const { ranking, segments, eventTracker, metricAttribution, filters, useCases } = EVERYTHING;

/** Features with resources that a function deletes, each as the setting that switches it on. */
const FEATURES_ALONE = {
  ...{ ranking: { ranking }, segments: { segments }, batches: { batches: true }, filters: { filters } },
  ...{ eventTracker: { eventTracker }, metricAttribution: { metricAttribution, eventTracker } },
  ...{ lists: { serving: { 'best-sellers': 'lists' } }, useCases: { useCases: Object.keys(useCases) } },
};
// Tags are no resource, and permissions on a key delete nothing.
const others = Object.fromEntries(
  Object.entries(EVERYTHING).filter(
    ([name]) => !(name in FEATURES_ALONE || ['tags', 'createKey'].includes(name)),
  ),
);
const FEATURES = { ...FEATURES_ALONE, others: { ...others, versioned: true } };
type Feature = keyof typeof FEATURES;

const shopWith = (features: readonly Feature[], data: object): Template =>
  synthesise({
    context: {
      data,
      useCases: 'most-viewed,best-sellers',
      ...(Object.assign({}, ...features.map((feature) => FEATURES[feature])) as object),
    },
  }).template;

/** What a deletion does: it looks, stops and deletes. */
const OF_DELETIONS = /:(Delete|Stop|Abort|List|Get|Describe)/;

/** Actions of deletions in each policy of the functions of custom resources, with what they may be taken on. */
function deletionsOf(template: Template): Map<string, Set<string>> {
  const resources = resourcesOf(template);
  const roles = new Set<string>();
  for (const { Properties = {} } of Object.values(resources)) {
    const token = Properties.ServiceToken as { readonly 'Fn::GetAtt'?: readonly string[] } | undefined;
    if (!token?.['Fn::GetAtt']) continue;
    for (const id of dependenciesOf(template, token['Fn::GetAtt'][0]))
      if (resources[id].Type === 'AWS::IAM::Role') roles.add(id);
  }
  const found = new Map<string, Set<string>>();
  for (const [id, { Action, Resource, Condition }] of statementsOf(template)) {
    const attached = listOf(resources[id].Properties.Roles as readonly { readonly Ref: string }[]);
    if (!attached.some(({ Ref }) => roles.has(Ref))) continue;
    const deletions = found.get(id) ?? new Set();
    found.set(id, deletions);
    for (const action of listOf(Action).filter((one) => OF_DELETIONS.test(one)))
      for (const resource of listOf(Resource)) deletions.add(JSON.stringify([action, resource, Condition]));
  }
  return found;
}

describe('what the functions of custom resources may delete', () => {
  const all = deletionsOf(shopWith(Object.keys(FEATURES) as Feature[], TABLES));

  // CloudFormation shrinks the policies of what stays before it deletes what goes.
  it.each<[string, readonly Feature[], object]>([
    ['no feature is on', [], TABLES],
    ...(Object.keys(FEATURES) as Feature[]).map((feature): [string, Feature[], object] => [
      `${feature} is on`,
      [feature],
      TABLES,
    ]),
    ['users have no table any more', [], { interactions, items: TABLES.items }],
    ['items have no table any more', [], { interactions }],
  ])('is the same as with everything on where %s', (_what, features, data) => {
    const some = deletionsOf(shopWith(features, data));
    expect(some.size).toBeGreaterThan(3);
    for (const [policy, deletions] of some)
      expect([policy, ...[...deletions].sort()]).toEqual([policy, ...[...all.get(policy)!].sort()]);
  });

  it('is in policies that go after the resources that need them', () => {
    const template = shopWith(Object.keys(FEATURES) as Feature[], TABLES);
    const resources = resourcesOf(template);
    const policies = idsOf(template, 'AWS::IAM::ManagedPolicy');
    const needing = Object.entries(resources).filter(([, { Properties = {} }]) =>
      /"(Core|AddOns)Provider/.test(JSON.stringify(Properties.ServiceToken ?? '')),
    );
    expect(needing.length).toBeGreaterThan(20);
    const needed = needing.flatMap(([id, { DependsOn }]) => {
      const found = listOf(DependsOn).filter((one) => policies.includes(one));
      expect([id, found]).toEqual([id, [expect.any(String)]]);
      return found;
    });
    expect([...new Set(needed)].sort()).toEqual([...policies].sort());
    // As many as a role takes.
    expect(policies.filter((id) => id.startsWith('AddOns')).length).toBeLessThanOrEqual(10);
  });
});
