import { Match } from 'aws-cdk-lib/assertions';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { idsOf, listOf, propertiesOf, resourcesOf, statementsOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const API = { origins: ['https://shop.example', 'http://localhost:8080'] };
const FILTERS = {
  cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10',
  asked: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)',
  new: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")',
};
const DIVERSIFY = { diversify: { by: 'CATEGORY_L1', max: 3 } };
const PROMOTIONS = { promotions: { sale: { filter: 'cheap', percent: 20 } } };
const SHELVES = { shelves: { home: 'best-sellers', seen: 'recently-viewed' } };
const interactions = { files: 'orders.csv', user: 'u', item: 'i', time: 't', event: 'what' };
const JWT = { issuer: 'https://login.shop.example/', audience: ['shop'] };

const { template } = synthesise({
  context: { api: { ...API, filter: 'cheap', currency: 'EUR' }, filters: FILTERS },
});
const { template: signedIn } = synthesise({ context: { api: { ...API, jwt: JWT } } });

const isOfApi = (id: string): boolean => id.startsWith('Api');
const routesOf = (of: typeof template): string[] =>
  propertiesOf<Record<string, string>>(of, 'AWS::ApiGatewayV2::Route').map(
    ({ RouteKey, AuthorizationType }) => `${RouteKey} ${AuthorizationType}`,
  );

describe('the API', () => {
  it('has a route for each method of each path, and no other', () => {
    const read = (path: string): string[] => [`GET ${path} NONE`, `HEAD ${path} NONE`];
    expect(routesOf(template)).toEqual([
      ...[...read('/recommendations/{useCase}'), ...read('/items'), 'POST /events NONE'],
      ...[...read('/recommended-items.js'), ...read('/openapi.json')],
    ]);
    template.resourceCountIs('AWS::ApiGatewayV2::Integration', 1);
    template.resourceCountIs('AWS::ApiGatewayV2::Authorizer', 0);
  });

  it('admits the named origins, and no credentials', () => {
    const [{ CorsConfiguration }] = propertiesOf(template, 'AWS::ApiGatewayV2::Api');
    expect(CorsConfiguration).toMatchObject({
      ...{ AllowOrigins: API.origins, AllowMethods: ['GET', 'HEAD', 'POST'] },
      AllowHeaders: ['content-type', 'x-user-token'],
    });
    expect(CorsConfiguration).not.toHaveProperty('AllowCredentials');
  });

  it('reserves executions where the setting says so, and none by default', () => {
    const { template: bounded } = synthesise({ context: { api: { ...API, concurrency: 5 } } });
    const reserved = (of: typeof template): unknown[] =>
      idsOf(of, 'AWS::Lambda::Function').flatMap((id) => {
        const { ReservedConcurrentExecutions: count } = resourcesOf(of)[id].Properties;
        return count === undefined ? [] : [isOfApi(id), count];
      });
    expect(reserved(bounded)).toEqual([true, 5]);
    expect(reserved(template)).toEqual([]);
  });

  it('throttles its stage, which logs nothing of who asked, nor what for', () => {
    const [{ AccessLogSettings, ...stage }] = propertiesOf(template, 'AWS::ApiGatewayV2::Stage');
    const throttling = { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 };
    expect(stage).toMatchObject({ StageName: '$default', DefaultRouteSettings: throttling });
    const { Format } = AccessLogSettings as { Format: string };
    expect(JSON.parse(Format)).toHaveProperty('route', '$context.routeKey');
    expect(Format).not.toMatch(/identity|[pP]ath|query|authorizer|userAgent|header/);
  });

  it('asks an authorizer below /user, where there is one, and nowhere else', () => {
    const authorized = routesOf(signedIn).filter((route) => route.endsWith(' JWT'));
    expect(authorized).toEqual([
      'GET /user/recommendations/{useCase} JWT',
      'HEAD /user/recommendations/{useCase} JWT',
      'POST /user/events JWT',
    ]);
    expect(routesOf(signedIn)).toHaveLength(12);
    expect(propertiesOf(signedIn, 'AWS::ApiGatewayV2::Authorizer')[0]).toMatchObject({
      ...{ AuthorizerType: 'JWT', IdentitySource: ['$request.header.Authorization'] },
      JwtConfiguration: { Issuer: JWT.issuer, Audience: JWT.audience },
    });
    const allowed = { AllowHeaders: Match.arrayWith(['authorization']) };
    signedIn.hasResourceProperties('AWS::ApiGatewayV2::Api', { CorsConfiguration: allowed });
  });

  it('tells its address and the key of the tokens, and brings the event tracker along', () => {
    const [api] = idsOf(template, 'AWS::ApiGatewayV2::Api');
    template.hasOutput('ApiUrl', { Value: { 'Fn::GetAtt': [api, 'ApiEndpoint'] } });
    template.hasOutput('UserTokenKeyArn', {});
    template.resourceCountIs('Custom::PersonalizeEventTracker', 1);
  });

  it('verifies tokens by a key that never leaves KMS, and signs none', () => {
    template.hasResourceProperties('AWS::KMS::Key', { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const [key] = idsOf(template, 'AWS::KMS::Key');
    expect(resourcesOf(template)[key].DeletionPolicy).toBe('Delete');
    const actions = statementsOf(template)
      .filter(([id]) => isOfApi(id) && !id.startsWith('ApiUserTokenKey'))
      .flatMap(([, { Action }]) => listOf(Action));
    expect(actions).toContain('kms:VerifyMac');
    expect(actions).not.toContain('kms:GenerateMac');
  });

  it('fits into the environment of a function at its largest', () => {
    const name = (at: number): string => `a-filter-of-the-shop-${10 + at}xy`;
    const soldOut = Array.from({ length: 10 }, (_, at) => `${at}`.padEnd(40, 'x'));
    const { template: large } = synthesise({
      stackName: 'EcommerceRecommenders-production-1',
      context: {
        useCases: USE_CASE_NAMES.join(),
        filters: Object.fromEntries(Array.from({ length: 15 }, (_, at) => [name(at), FILTERS.cheap])),
        api: {
          ...API,
          filter: name(0),
          soldOut: { column: 'STYLE', values: soldOut },
          show: { name: 'NAME', image: 'STYLE', link: 'PRODUCT_DESCRIPTION' },
          jwt: { ...JWT, claim: 'x'.repeat(64) },
        },
      },
    });
    // Each Ref of a recommender stands for an ARN of some 120 characters; the other variables have some 400.
    const bytes = JSON.stringify(configOf(large)).length + 5 * 120;
    expect(bytes).toBeLessThan(4_096 - 400);
  });

  it('tells the commands the shelves, in an output', () => {
    const currency = 'EUR';
    const { template: counting } = synthesise({ context: { api: { ...API, currency }, ...SHELVES } });
    const [{ Value }] = Object.values(counting.findOutputs('Shelves')) as { Value: string }[];
    expect(JSON.parse(Value)).toEqual({ ...SHELVES, stackName: 'Shop', currency });
    expect(template.findOutputs('Shelves')).toEqual({});
  });

  it('tells its function what there is: use cases, filters without placeholders, and what is shown', () => {
    const { recommenders, filters, ...config } = configOf(template);
    expect(Object.keys(recommenders)).toHaveLength(4);
    expect(filters).toMatchObject({
      cheap: { name: expect.stringMatching(/^Shop-cheap-/) as unknown },
      new: { readsUser: true },
    });
    expect(filters).not.toHaveProperty('asked');
    expect(config).toMatchObject({
      filter: 'cheap',
      show: { name: 'NAME' },
      currency: 'EUR',
      hasItems: true,
    });
  });

  it.each<[what: string, settings: object, told: object]>([
    ['who signs in', { api: { ...API, jwt: JWT } }, { claim: 'sub' }],
    ['similar items', { similarItems: true }, { recommenders: { 'similar-items': '' } }],
    ['how diverse answers are', DIVERSIFY, DIVERSIFY],
    [
      'the promotions and the rules',
      { ...PROMOTIONS, api: { ...API, rules: true }, filters: { cheap: FILTERS.cheap } },
      { ...PROMOTIONS, rules: true },
    ],
    ['the shelves to count', SHELVES, SHELVES],
    ['the guests', { guests: { perDay: 1000 } }, { guests: { perDay: 1000, perAddress: 20, days: 90 } }],
    [
      'the sources of events',
      { metricAttribution: { orders: { event: 'Purchase' } } },
      { namesSources: true },
    ],
    [
      'no table of items where the mapping has none',
      { data: { interactions } },
      { hasItems: false, show: {} },
    ],
    [
      'what is shown of items where they are no dataset, and takes it for no catalogue',
      { data: { interactions: { ...interactions, shown: { name: 'title', price: 'price' } } } },
      { hasItems: true, hasOtherItems: true, show: { name: 'NAME' } },
    ],
  ])('tells its function %s, where it is set', (_what, settings, told) => {
    const { template: other } = synthesise({ context: { api: API, ...settings } });
    expect(configOf(other)).toMatchObject(told);
    expect(configOf(template)).not.toMatchObject(told);
    const statements = JSON.stringify(statementsOf(other).filter(([id]) => isOfApi(id)));
    expect(statements.includes('training_item')).toBe(configOf(other).hasItems);
    expect(JSON.stringify(environmentOf(other)).includes('GUEST_KEY_ARN')).toBe('guests' in told);
    expect(routesOf(other).includes('POST /guests NONE')).toBe('guests' in told);
  });
});

/** The configuration in the environment; a Ref of the template stands for itself. */
function configOf(of: typeof template): ApiConfig {
  const { CONFIG } = environmentOf(of);
  const parts = typeof CONFIG === 'string' ? [CONFIG] : CONFIG['Fn::Join'][1];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : '-')).join('')) as ApiConfig;
}

function environmentOf(of: typeof template): { CONFIG: string | { 'Fn::Join': [string, unknown[]] } } {
  const [id] = idsOf(of, 'AWS::Lambda::Function').filter((one) => one.startsWith('ApiFunction'));
  return (resourcesOf(of)[id].Properties.Environment as { Variables: ReturnType<typeof environmentOf> })
    .Variables;
}
