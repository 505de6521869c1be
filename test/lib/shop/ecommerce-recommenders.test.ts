import { OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { App, Duration, Fn, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Schedule } from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  DatasetGroup,
  EcommerceRecommenders,
  Recommender,
  ShopApi,
  ShopBatches,
  ShopEventTracker,
  ShopRanking,
  ShopSegments,
  ShopSource,
  type IDatasetGroup,
} from '../../../lib';
import { listOf, propertiesOf, statementsOf } from '../support/resources';
import { newApp, outdir, shopIn, theirStack, told } from '../support/shop-in';

describe('the shop in somebody else’s stack', () => {
  it('warns where its region has no Personalize, and where nobody knows the region says nothing', () => {
    const warningsIn = (region?: string): unknown[] => {
      const stack = new Stack(newApp(), 'Theirs', { env: { region, account: '123456789012' } });
      shopIn(stack);
      return told(stack, 'Warning', 'not known to be');
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

  it('fails for an archive that is not there, where the command publishes it', () => {
    expect(() =>
      shopIn(new Stack(new App({ analyticsReporting: false, outdir }), 'Theirs'), {
        source: ShopSource.fromArchive('gone.tar'),
      }),
    ).toThrow('Property source is "gone.tar", allowed is an existing .tar');
  });
});

/** What a grant to a role allows, on which resources; behind it the stack. */
function granted(
  grant: (stack: Stack, role: iam.Role) => iam.Grant,
): [actions: string[], resources: string[]] {
  const stack = theirStack();
  const role = new iam.Role(stack, 'BackEnd', { assumedBy: new iam.AccountRootPrincipal() });
  grant(stack, role).assertSuccess();
  const statements = statementsOf(Template.fromStack(stack)).flatMap(([id, one]) =>
    id.startsWith('BackEnd') ? [one] : [],
  );
  return [
    statements.flatMap(({ Action }) => listOf(Action)),
    statements.flatMap(({ Resource }) => listOf(Resource).map((one) => JSON.stringify(one))),
  ];
}

const apiIn = (stack: Stack, rules?: boolean): ShopApi => {
  const shop = shopIn(stack);
  const eventTracker = new ShopEventTracker(stack, 'Events', { shop });
  return new ShopApi(stack, 'Api', { shop, eventTracker, origins: ['https://shop.example'], rules });
};

describe('what it gives', () => {
  it('lets a grantee ask its recommenders, with its filters, and nobody else’s', () => {
    const [actions, resources] = granted((stack, role) =>
      shopIn(stack, { useCases: ['best-sellers'] }).grantRecommend(role),
    );
    expect(actions).toEqual(['personalize:GetRecommendations']);
    expect(resources.join()).toMatch(/ShopRecommendersbestsellers.*filter\/Theirs-\*/);
  });

  it.each<[what: string, grant: (stack: Stack, role: iam.Role) => iam.Grant, action: string]>([
    [
      'rank',
      (stack, role) => new ShopRanking(stack, 'Ranking', { shop: shopIn(stack) }).grantRank(role),
      'personalize:GetPersonalizedRanking',
    ],
    [
      'send events',
      (stack, role) => new ShopEventTracker(stack, 'Events', { shop: shopIn(stack) }).grantPutEvents(role),
      'personalize:PutEvents',
    ],
    ['sign for its users', (stack, role) => apiIn(stack).grantSignUsers(role), 'kms:GenerateMac'],
  ])('lets a back end %s, and nothing else', (_what, grant, action) => {
    expect(granted(grant)[0]).toEqual([action]);
  });

  it('lets a grantee set rules, and change nothing else in the bucket', () => {
    const [actions, resources] = granted((stack, role) => apiIn(stack, true).grantSetRules(role));
    expect(actions).toContain('s3:PutObject');
    const objects = resources.filter((one) => one.includes('/'));
    expect(objects.filter((one) => !one.includes('/rules/*'))).toEqual([]);
    expect(objects).not.toEqual([]);
  });

  it('tells where the API is, and its rules', () => {
    const stack = theirStack();
    const api = apiIn(stack, true);
    expect(stack.resolve([api.url, api.rulesPrefix])).toEqual([
      { 'Fn::GetAtt': [expect.stringMatching(/^ApiGatewayHttpApi/), 'ApiEndpoint'] },
      { 'Fn::Join': ['', expect.arrayContaining(['/rules/'])] },
    ]);
  });

  it('takes the same kind of schedule everywhere', () => {
    const stack = theirStack();
    const daily = Schedule.rate(Duration.days(1));
    const shop = shopIn(stack);
    new ShopRanking(stack, 'Ranking', { shop, schedule: daily });
    new ShopSegments(stack, 'Segments', { shop, items: ['i1'], schedule: daily });
    new ShopBatches(stack, 'Batches', { shop, schedule: Schedule.cron({ hour: '3', minute: '0' }) });
    const template = Template.fromStack(stack);
    const schedules = propertiesOf(template, 'AWS::Events::Rule').map((rule) => rule.ScheduleExpression);
    expect(schedules.sort()).toEqual(['cron(0 3 * * ? *)', 'rate(1 day)']);
    template.hasResourceProperties('Custom::PersonalizeSolution', { TrainingSchedule: 'rate(1 day)' });
  });

  it('refuses what JavaScript gives in place of a schedule', () => {
    const shop = shopIn(theirStack());
    const schedule = 'daily' as unknown as Schedule;
    expect(() => new ShopRanking(shop, 'Ranking', { shop, schedule })).toThrow(
      'Property schedule is "daily", allowed is rate(1 day)',
    );
  });

  it('measures a recommender under Personalize’s own names', () => {
    const stack = theirStack();
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
    expect(() => shopIn(theirStack()).recommenderArn('recommended-for-you')).toThrow(
      'Theirs/Shop has no recommender for recommended-for-you, only for most-viewed',
    );
  });
});

describe('a shop of another app', () => {
  it('lets a grantee ask its recommenders with its filters, and is measured', () => {
    const recommenderArn = 'arn:aws:personalize:eu-west-1:123456789012:recommender/Toys-best-sellers';
    const attributes = { name: 'Toys', recommenderArns: { 'best-sellers': recommenderArn } };
    const toysIn = (stack: Stack) => EcommerceRecommenders.fromShopAttributes(stack, 'Toys', attributes);
    const [, resources] = granted((stack, role) => toysIn(stack).grantRecommend(role));
    const shop = toysIn(theirStack());
    expect(resources.join()).toMatch(/recommender\/Toys-best-sellers.*:filter\/Toys-\*/);
    expect(shop.metricRequests('best-sellers').dimensions).toEqual({ RecommenderArn: recommenderArn });
    expect(() => shop.recommenderArn('most-viewed')).toThrow(
      'Theirs/Toys has no recommender for most-viewed, only for best-sellers.',
    );
  });
});

describe('a back end in another app', () => {
  const ARN = 'arn:aws-cn:personalize:cn-north-1:111122223333';

  it.each([
    'best-sellers',
    '',
    `${ARN}:campaign/Shop-best-sellers`,
    'arn:aws:personalize:us-east-1:1234:recommender/Shop-best-sellers',
    `${ARN}:recommender/*`,
  ])('fails for %j, which is no ARN of a recommender or a dataset group', (arn) => {
    const stack = new Stack();
    expect(() => Recommender.fromRecommenderArn(stack, 'Best', arn)).toThrow(
      `${JSON.stringify(arn)} is no ARN of a recommender, allowed is arn:aws:personalize:REGION:ACCOUNT:recommender/NAME.`,
    );
    expect(() => DatasetGroup.fromDatasetGroupArn(stack, 'Group', arn)).toThrow(
      'is no ARN of a dataset group',
    );
  });

  it('asks a recommender by its ARN, and measures it', () => {
    const arn = `${ARN}:recommender/Shop-best-sellers`;
    expect(
      granted((stack, role) => Recommender.fromRecommenderArn(stack, 'Best', arn).grantRecommend(role)),
    ).toEqual([['personalize:GetRecommendations'], [JSON.stringify(arn)]]);
    const metric = Recommender.fromRecommenderArn(new Stack(), 'Best', arn).metric('latency', {
      statistic: 'p99',
    });
    expect([metric.metricName, metric.statistic, metric.dimensions]).toEqual([
      'GetRecommendationsLatency',
      'p99',
      { RecommenderArn: arn },
    ]);
  });

  it('describes a dataset group by its ARN, and puts items and users', () => {
    const arn = `${ARN}:dataset-group/Shop-shop`;
    const group = (stack: Stack): IDatasetGroup => DatasetGroup.fromDatasetGroupArn(stack, 'Group', arn);
    expect(group(new Stack()).datasetGroupName).toBe('Shop-shop');
    expect(granted((stack, role) => group(stack).grantDescribe(role))).toEqual([
      ['personalize:DescribeDatasetGroup'],
      [JSON.stringify(arn)],
    ]);
    expect(granted((stack, role) => group(stack).grantPutData(role))).toEqual([
      ['personalize:PutItems', 'personalize:PutUsers'],
      ['ITEMS', 'USERS'].map((kind) => JSON.stringify(`${ARN}:dataset/Shop-shop/${kind}`)),
    ]);
  });

  it('takes ARNs that are tokens', () => {
    const arn = Fn.importValue('GroupArn');
    const [, [resource]] = granted((stack, role) =>
      DatasetGroup.fromDatasetGroupArn(stack, 'Group', arn).grantPutData(role),
    );
    expect(resource).toContain('"Fn::ImportValue":"GroupArn"');
  });
});

describe('tags', () => {
  const tagsOf = (stack: Stack, type: string): unknown[] =>
    propertiesOf(Template.fromStack(stack), type).map(({ Tags }) => Tags);

  it('of the app reach what the custom resources make, but for the owner’s own', () => {
    const stack = theirStack();
    new ShopEventTracker(stack, 'Events', { shop: shopIn(stack, { useCases: ['best-sellers'] }) });
    Tags.of(stack.node.root).add('team', 'shop');
    Tags.of(stack).add(OWNER_TAG, 'mine');
    for (const kind of ['DatasetGroup', 'Recommender', 'EventTracker'])
      expect(tagsOf(stack, `Custom::Personalize${kind}`)).toEqual([{ team: 'shop' }]);
    expect(tagsOf(stack, 'Custom::PersonalizeDataset')).toEqual(Array(3).fill({ team: 'shop' }));
  });

  it('reach no native schema or dataset, whose tags cannot change once they are there', () => {
    const stack = theirStack();
    shopIn(stack, { useCases: ['best-sellers'] });
    for (const type of ['Schema', 'Dataset'])
      expect(propertiesOf(Template.fromStack(stack), `AWS::Personalize::${type}`)).toEqual([]);
  });
});
