import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ShopBatches, ShopLists } from '../../../lib';
import { dependenciesOf, idsOf, listOf, resourcesOf, statementsOf } from '../support/resources';
import { shopIn, theirStack } from '../support/shop-in';
import { synthesise } from '../support/synthesise';

/** What stays of a stack, by type. */
const keptOf = (template: Template) =>
  Object.values(resourcesOf(template))
    .filter(({ DeletionPolicy = '' }) => DeletionPolicy.startsWith('Retain'))
    .map(({ Type, ...kept }) => [Type, kept] as const)
    .sort();

it('with retainData the data bucket stays with its files and what empties it, which empties it if its very creation fails', () => {
  const retained = synthesise({ context: { retainData: true } }).template;
  const emptying = 'Custom::S3AutoDeleteObjects';
  // A policy alone may count as no change.
  const Metadata = { 'ecommerce-recommenders:retained': true };
  const stays = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain', Metadata };
  const types = ['AWS::S3::Bucket', 'Custom::PreparedData', emptying];
  expect(keptOf(retained)).toEqual(types.map((type) => [type, expect.objectContaining(stays) as unknown]));
  const Tags = Match.arrayWith([{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }]);
  retained.hasResourceProperties('AWS::S3::Bucket', { Tags });
  // Under another logical id it would lose its permission before its own deletion.
  expect(idsOf(retained, emptying)).toEqual(idsOf(synthesise().template, emptying));
  const withKey = keptOf(synthesise({ context: { retainData: true, createKey: true } }).template);
  expect(withKey).toHaveLength(4);
  expect(withKey).toContainEqual(['AWS::KMS::Key', expect.objectContaining({ Metadata })]);
});

describe('files in the data bucket', () => {
  const ON = {
    ...{ freshData: true, segments: { items: ['i1'] }, batches: true, serving: { 'best-sellers': 'lists' } },
    ...{ api: { origins: ['https://shop.example'] }, experiment: { share: 0.1 }, busEvents: true },
  };
  const everything = synthesise({ context: ON }).template;

  const daysByPrefix = (of: Template): object => {
    const { LifecycleConfiguration } = resourcesOf(of).DataBucketBB1146A3.Properties as {
      LifecycleConfiguration: { Rules: { Prefix?: string; ExpirationInDays?: number }[] };
    };
    return Object.fromEntries(
      LifecycleConfiguration.Rules.flatMap(({ Prefix, ExpirationInDays }) =>
        Prefix === undefined ? [] : [[Prefix, ExpirationInDays]],
      ),
    ) as object;
  };

  it('of fresh data expire, also where it is off, and of runs where no run makes them any more', () => {
    const ofFreshData = {
      ...{ 'processing/': 30, 'processed/': 30, 'refused/': 30 },
      ...{ 'runs/': 365, 'dataset/fresh/': 7 },
    };
    expect(daysByPrefix(everything)).toEqual(ofFreshData);
    expect(daysByPrefix(synthesise().template)).toEqual({
      ...ofFreshData,
      ...{ 'lists/': 7, 'segments/': 7, 'batches/': 7 },
    });
  });

  /** Roles that may do something to the bucket's objects. */
  const rolesWith = (template: Template, action: string): Set<string> =>
    new Set(
      statementsOf(template).flatMap(([id, { Action, Resource }]) =>
        listOf(Action).includes(action) && JSON.stringify(Resource).includes('DataBucketBB1146A3')
          ? listOf(resourcesOf(template)[id].Properties.Roles as { Ref: string }[]).map(({ Ref }) => Ref)
          : [],
      ),
    );

  it.each([
    ['of an archive', everything],
    [
      'of files that Glue prepares',
      synthesise({ context: { source: 's3://shop-exports/day/', preparation: 'glue' } }).template,
    ],
  ])('%s are deleted by no resource that outlives the emptying of the bucket', (_, template) => {
    const [emptying] = idsOf(template, 'Custom::S3AutoDeleteObjects');
    const deleters = [...rolesWith(template, 's3:DeleteObject')];
    const resources = Object.entries(resourcesOf(template)).flatMap(([id, { Type }]) => {
      const needed = dependenciesOf(template, id);
      // The emptying itself depends on the bucket's policy, which names the roles.
      return Type.startsWith('Custom::') && id !== emptying && deleters.some((role) => needed.has(role))
        ? [[id, needed] as const]
        : [];
    });
    expect(resources.map(([id]) => id)).toContainEqual(expect.stringMatching(/^Data\w*PreparedData/));
    expect(resources.filter(([, needed]) => !needed.has(emptying)).map(([id]) => id)).toEqual([]);
  });

  it('are written by no function whose role outlives the emptying of the bucket', () => {
    const [emptying] = idsOf(everything, 'Custom::S3AutoDeleteObjects');
    const writers = rolesWith(everything, 's3:PutObject');
    const outliving = [...writers].filter((role) => !dependenciesOf(everything, role).has(emptying));
    expect(writers.size).toBeGreaterThan(6);
    expect(outliving.sort()).toEqual([
      // That of people.
      expect.stringMatching(/^Analyst/),
      // Personalize's, whose jobs the deletion waits for.
      expect.stringMatching(/^BatchesJobRole/),
      // A resource's, which is deleted before.
      expect.stringMatching(/^PrepareDataProvider/),
      expect.stringMatching(/^SegmentsJobRole/),
    ]);
  });
});

it('whoever may read lists or batches reads these of the data bucket, and nothing else', () => {
  const stack = theirStack();
  const shop = shopIn(stack, { useCases: ['most-viewed'] });
  const reader = new Role(stack, 'Reader', { assumedBy: new AccountRootPrincipal() });
  new ShopLists(shop, 'Lists', { shop, useCases: ['best-sellers'] }).grantRead(reader);
  new ShopBatches(shop, 'Batches', { shop }).grantRead(reader);
  const granted = statementsOf(Template.fromStack(stack)).filter(([id]) => id.startsWith('Reader'));
  const places = granted.flatMap(([, { Resource }]) => JSON.stringify(Resource).match(/\/[^"]*/g));
  expect(places).toEqual(['/lists/*', '/batches/*']);
});
