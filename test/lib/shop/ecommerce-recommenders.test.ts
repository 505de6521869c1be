import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { App, Duration, Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Schedule } from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  EcommerceRecommenders,
  ShopApi,
  ShopBatches,
  ShopEventTracker,
  ShopRanking,
  ShopSegments,
  ShopSource,
  type EcommerceRecommendersProps,
} from '../../../lib';
import { listOf, statementsOf } from '../support/resources';
import { newApp, outdir } from '../support/shop-in';
import { withoutStackTraces } from '../support/synthesise';

/** A foreign stack, in an app without bundling. */
const stackOf = (app = newApp()): Stack => new Stack(app, 'Theirs');

const source = ShopSource.fromArchive('shop.tar.gz');

const shopIn = (stack: Stack, props: Partial<EcommerceRecommendersProps> = {}): EcommerceRecommenders =>
  withoutStackTraces(() => new EcommerceRecommenders(stack, 'Shop', { source, ...props }));

describe('the shop in somebody else’s stack', () => {
  it('warns where its region has no Personalize, and where nobody knows the region says nothing', () => {
    const warningsIn = (region?: string): unknown[] => {
      const stack = new Stack(newApp(), 'Theirs', { env: { region, account: '123456789012' } });
      shopIn(stack);
      return Annotations.fromStack(stack)
        .findWarning('*', Match.stringLikeRegexp('not known to be'))
        .map(({ entry }) => entry.data);
    };
    expect(warningsIn('eu-north-1')).toEqual([
      expect.stringMatching(/^Amazon Personalize is not known to be in eu-north-1/),
    ]);
    expect(warningsIn('eu-west-1')).toEqual([]);
    expect(warningsIn()).toEqual([]);
  });

  it('fails where a use case asks for metadata in China, which has none, and nowhere else', () => {
    const shopOf = (region?: string) => (): EcommerceRecommenders => {
      const stack = new Stack(newApp(), 'Theirs', { env: { region, account: '123456789012' } });
      return shopIn(stack, { useCases: { 'most-viewed': {}, 'best-sellers': { metadata: true } } });
    };
    expect(shopOf('cn-north-1')).toThrow(
      'Amazon Personalize returns no metadata with recommendations in cn-north-1. Leave out metadata of best-sellers in useCases.',
    );
    expect(shopOf('eu-west-1')).not.toThrow();
    expect(shopOf()).not.toThrow();
  });

  it.each<[Partial<EcommerceRecommendersProps>, string[]]>([
    [{ useCases: ['best-sellers'] }, ['best-sellers']],
    [
      { useCases: { 'most-viewed': {}, 'best-sellers': { metadata: true } } },
      ['most-viewed', 'best-sellers'],
    ],
  ])('takes use cases as a list or with options: %j', (props, expected) => {
    expect([...shopIn(stackOf(), props).recommenders.keys()]).toEqual(expected);
  });

  it('fails for an archive that is not there, where the command publishes it', () => {
    expect(() =>
      shopIn(stackOf(new App({ analyticsReporting: false, outdir })), {
        source: ShopSource.fromArchive('gone.tar'),
      }),
    ).toThrow('Property source is "gone.tar", allowed is an existing .tar');
  });
});

describe('what it gives', () => {
  it('lets a grantee ask its recommenders, with its filters, and nobody else’s', () => {
    const stack = stackOf();
    const role = new iam.Role(stack, 'BackEnd', { assumedBy: new iam.AccountRootPrincipal() });
    const shop = shopIn(stack, { useCases: ['best-sellers'] });
    shop.grantRecommend(role).assertSuccess();
    const granted = statementsOf(Template.fromStack(stack)).filter(([id]) => id.startsWith('BackEnd'));
    expect(granted).toHaveLength(1);
    const [, { Action, Resource }] = granted[0];
    expect(Action).toBe('personalize:GetRecommendations');
    expect(JSON.stringify(Resource)).toMatch(/ShopRecommendersbestsellers.*filter\/Theirs-\*/);
  });

  it('takes the same kind of schedule everywhere', () => {
    const stack = stackOf();
    const daily = Schedule.rate(Duration.days(1));
    const shop = shopIn(stack);
    new ShopRanking(stack, 'Ranking', { shop, schedule: daily });
    new ShopSegments(stack, 'Segments', { shop, items: ['i1'], schedule: daily });
    new ShopBatches(stack, 'Batches', { shop, schedule: Schedule.cron({ hour: '3', minute: '0' }) });
    const template = Template.fromStack(stack);
    const schedules = Object.values(template.findResources('AWS::Events::Rule')).map(
      ({ Properties }) => (Properties as { ScheduleExpression: string }).ScheduleExpression,
    );
    expect(schedules.sort()).toEqual(['cron(0 3 * * ? *)', 'rate(1 day)']);
    template.hasResourceProperties('Custom::PersonalizeSolution', { TrainingSchedule: 'rate(1 day)' });
  });

  it('refuses what JavaScript gives in place of a schedule', () => {
    const shop = shopIn(stackOf());
    const schedule = 'daily' as unknown as Schedule;
    expect(() => new ShopRanking(shop, 'Ranking', { shop, schedule })).toThrow(
      'Property schedule is "daily", allowed is rate(1 day)',
    );
  });

  it('lets a grantee rank', () => {
    const stack = stackOf();
    const role = new iam.Role(stack, 'BackEnd', { assumedBy: new iam.AccountRootPrincipal() });
    new ShopRanking(stack, 'Ranking', { shop: shopIn(stack) }).grantRank(role).assertSuccess();
    const granted = statementsOf(Template.fromStack(stack)).filter(([id]) => id.startsWith('BackEnd'));
    expect(granted.map(([, { Action }]) => Action)).toEqual(['personalize:GetPersonalizedRanking']);
  });

  it('lets a grantee send events', () => {
    const stack = stackOf();
    const role = new iam.Role(stack, 'BackEnd', { assumedBy: new iam.AccountRootPrincipal() });
    new ShopEventTracker(stack, 'Events', { shop: shopIn(stack) }).grantPutEvents(role).assertSuccess();
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).toContain('personalize:PutEvents');
  });

  it('lets a back end sign for its users and nothing else', () => {
    const stack = stackOf();
    const role = new iam.Role(stack, 'BackEnd', { assumedBy: new iam.AccountRootPrincipal() });
    const shop = shopIn(stack);
    const eventTracker = new ShopEventTracker(stack, 'Events', { shop });
    const api = new ShopApi(stack, 'Api', { shop, eventTracker, origins: ['https://shop.example'] });
    api.grantSignUsers(role).assertSuccess();
    expect(stack.resolve(api.url)).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^ApiGatewayHttpApi/), 'ApiEndpoint'],
    });
    const granted = statementsOf(Template.fromStack(stack)).filter(([id]) => id.startsWith('BackEnd'));
    expect(granted.map(([, { Action }]) => Action)).toEqual(['kms:GenerateMac']);
  });

  it('lets a grantee set rules, and change nothing else in the bucket', () => {
    const stack = stackOf();
    const role = new iam.Role(stack, 'Merchandiser', { assumedBy: new iam.AccountRootPrincipal() });
    const shop = shopIn(stack);
    const eventTracker = new ShopEventTracker(stack, 'Events', { shop });
    const origins = ['https://shop.example'];
    const api = new ShopApi(stack, 'Api', { shop, eventTracker, origins, rules: true });
    api.grantSetRules(role).assertSuccess();
    expect(stack.resolve(api.rulesPrefix)).toMatchObject({
      'Fn::Join': ['', expect.arrayContaining(['/rules/'])],
    });
    const granted = statementsOf(Template.fromStack(stack)).filter(([id]) => id.startsWith('Merchandiser'));
    const objects = granted
      .flatMap(([, { Resource }]) => listOf(Resource))
      .map((one) => JSON.stringify(one))
      .filter((one) => one.includes('/'));
    expect(granted.flatMap(([, { Action }]) => listOf(Action))).toContain('s3:PutObject');
    expect(objects.filter((one) => !one.includes('/rules/*'))).toEqual([]);
    expect(objects).not.toEqual([]);
  });

  it('measures a recommender under Personalize’s own names', () => {
    const stack = stackOf();
    const shop = shopIn(stack);
    const metrics = [
      shop.metricRequests('best-sellers'),
      shop.metricLatency('best-sellers', { statistic: 'p99' }),
      shop.metricServerErrors('best-sellers'),
      shop.metricClientErrors('best-sellers'),
    ];
    expect(metrics.map(({ metricName, statistic }) => [metricName, statistic])).toEqual([
      ['GetRecommendations', 'Sum'],
      ['GetRecommendationsLatency', 'p99'],
      ['GetRecommendations5xxErrors', 'Sum'],
      ['GetRecommendations4xxErrors', 'Sum'],
    ]);
    for (const { namespace, dimensions } of metrics) {
      expect(namespace).toBe('AWS/Personalize');
      expect(dimensions).toEqual({ RecommenderArn: shop.recommenderArn('best-sellers') });
    }
  });

  it('fails for a recommender that it does not have', () => {
    expect(() => shopIn(stackOf()).recommenderArn('recommended-for-you')).toThrow(
      'Theirs/Shop has no recommender for recommended-for-you, only for most-viewed',
    );
  });
});

describe('a shop of another app', () => {
  it('lets a grantee ask its recommenders with its filters, and is measured', () => {
    const stack = stackOf();
    const recommenderArn = 'arn:aws:personalize:eu-west-1:123456789012:recommender/Toys-best-sellers';
    const shop = EcommerceRecommenders.fromShopAttributes(stack, 'Toys', {
      name: 'Toys',
      recommenderArns: { 'best-sellers': recommenderArn },
    });
    const role = new iam.Role(stack, 'BackEnd', { assumedBy: new iam.AccountRootPrincipal() });
    shop.grantRecommend(role).assertSuccess();
    const [[, { Resource }]] = statementsOf(Template.fromStack(stack)).filter(([id]) =>
      id.startsWith('BackEnd'),
    );
    expect(JSON.stringify(Resource)).toMatch(/recommender\/Toys-best-sellers.*:filter\/Toys-\*/);
    expect(shop.metricRequests('best-sellers').dimensions).toEqual({ RecommenderArn: recommenderArn });
    expect(() => shop.recommenderArn('most-viewed')).toThrow(
      'Theirs/Toys has no recommender for most-viewed, only for best-sellers.',
    );
  });
});

describe('tags', () => {
  const tagsOf = (stack: Stack, type: string): unknown[] =>
    Object.values(Template.fromStack(stack).findResources(type)).map(
      ({ Properties }) => (Properties as { Tags?: unknown }).Tags,
    );

  it('of the app reach what the custom resources make, but for the owner’s own', () => {
    const stack = stackOf();
    new ShopEventTracker(stack, 'Events', { shop: shopIn(stack, { useCases: ['best-sellers'] }) });
    Tags.of(stack.node.root).add('team', 'shop');
    Tags.of(stack).add(OWNER_TAG, 'mine');
    for (const kind of ['DatasetGroup', 'Recommender', 'EventTracker'])
      expect(tagsOf(stack, `Custom::Personalize${kind}`)).toEqual([{ team: 'shop' }]);
    expect(tagsOf(stack, 'Custom::PersonalizeDataset')).toEqual(Array(3).fill({ team: 'shop' }));
  });

  it('reach no native schema or dataset, whose tags cannot change once they are there', () => {
    const stack = stackOf();
    shopIn(stack, { useCases: ['best-sellers'] });
    Tags.of(stack).add('team', 'shop');
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::Personalize::Schema'))).toEqual([]);
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::Personalize::Dataset'))).toEqual([]);
  });
});
