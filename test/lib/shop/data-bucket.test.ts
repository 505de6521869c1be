import { Match, type Template } from 'aws-cdk-lib/assertions';
import { dependenciesOf, idsOf, listOf, resourcesOf, statementsOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

describe('with retainData the data bucket', () => {
  const retained = synthesise({ context: { retainData: true } }).template;
  const keptOf = (template: Template) =>
    Object.values(resourcesOf(template)).filter(({ DeletionPolicy = '' }) =>
      DeletionPolicy.startsWith('Retain'),
    );

  it('stays, and is emptied only if its very creation fails', () => {
    for (const type of ['AWS::S3::Bucket', 'Custom::S3AutoDeleteObjects'])
      retained.hasResource(type, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    retained.hasResourceProperties('AWS::S3::Bucket', {
      Tags: Match.arrayWith([{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }]),
    });
  });

  it('says so in the metadata of all that stays, since a policy alone may count as no change', () => {
    const kept = keptOf(synthesise({ context: { retainData: true, createKey: true } }).template);
    expect(kept).toHaveLength(4);
    for (const one of kept)
      expect(one).toMatchObject({ Metadata: { 'ecommerce-recommenders:retained': true } });
  });

  it('keeps the emptying function in the stack: it would lose its permission before its own deletion', () => {
    expect(idsOf(retained, 'Custom::S3AutoDeleteObjects')).toEqual(
      idsOf(synthesise().template, 'Custom::S3AutoDeleteObjects'),
    );
  });

  it('keeps its files, which nobody is asked to delete, and nothing else', () => {
    expect(
      keptOf(retained)
        .map(({ Type }) => Type)
        .sort(),
    ).toEqual(['AWS::S3::Bucket', 'Custom::PreparedData', 'Custom::S3AutoDeleteObjects']);
  });
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
