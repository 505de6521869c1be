import { Match } from 'aws-cdk-lib/assertions';
import type { ApiConfig } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import { idsOf, listOf, resourcesOf, statementsOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

const API = { origins: ['https://shop.example', 'http://localhost:8080'] };
const FILTERS = {
  cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10',
  asked: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN ($CATEGORY)',
  new: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")',
};
const JWT = { issuer: 'https://login.shop.example/', audience: ['shop'] };

const { template: without } = synthesise();
const { template } = synthesise({
  context: {
    api: JSON.stringify({ ...API, filter: 'cheap', currency: 'EUR' }),
    filters: JSON.stringify(FILTERS),
  },
});
const { template: withGuests } = synthesise({
  context: { api: JSON.stringify(API), guests: '{"perDay":1000}' },
});
const { template: signedIn } = synthesise({ context: { api: JSON.stringify({ ...API, jwt: JWT }) } });

const isOfApi = (id: string): boolean => id.startsWith('Api');
const routesOf = (of: typeof template): string[] =>
  Object.values(of.findResources('AWS::ApiGatewayV2::Route')).map(
    ({ Properties }) =>
      `${(Properties as { RouteKey: string }).RouteKey} ${(Properties as { AuthorizationType: string }).AuthorizationType}`,
  );

describe('the API', () => {
  it('leaves no trace where it is not set', () => {
    expect(Object.keys(resourcesOf(without)).filter(isOfApi)).toEqual([]);
    expect(Object.keys({ ...without.findOutputs('Api*'), ...without.findOutputs('UserToken*') })).toEqual([]);
    expect(idsOf(without, 'Custom::PersonalizeEventTracker')).toEqual([]);
  });

  it('has a route for each method of each path, and no other', () => {
    expect(routesOf(template)).toEqual([
      'GET /recommendations/{useCase} NONE',
      'HEAD /recommendations/{useCase} NONE',
      'GET /items NONE',
      'HEAD /items NONE',
      'POST /events NONE',
      'GET /recommended-items.js NONE',
      'HEAD /recommended-items.js NONE',
      'GET /openapi.json NONE',
      'HEAD /openapi.json NONE',
    ]);
    template.resourceCountIs('AWS::ApiGatewayV2::Integration', 1);
    template.resourceCountIs('AWS::ApiGatewayV2::Authorizer', 0);
  });

  it('admits the named origins, and no credentials', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: {
        AllowOrigins: API.origins,
        AllowMethods: ['GET', 'HEAD', 'POST'],
        AllowHeaders: ['content-type', 'x-user-token'],
        AllowCredentials: Match.absent(),
      },
    });
  });

  it('throttles its stage', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
  });

  it('reserves executions where the setting says so, and none by default', () => {
    const { template: bounded } = synthesise({
      context: { api: JSON.stringify({ ...API, concurrency: 5 }) },
    });
    const reserved = (of: typeof template): unknown[] =>
      Object.entries(of.findResources('AWS::Lambda::Function')).flatMap(([id, { Properties }]) => {
        const { ReservedConcurrentExecutions: count } = Properties as Record<string, unknown>;
        return count === undefined ? [] : [isOfApi(id), count];
      });
    expect(reserved(bounded)).toEqual([true, 5]);
    expect(reserved(template)).toEqual([]);
  });

  it('logs nothing of who asked, nor what for', () => {
    const [id] = idsOf(template, 'AWS::ApiGatewayV2::Stage');
    const { Format } = resourcesOf(template)[id].Properties.AccessLogSettings as { Format: string };
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
    signedIn.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: JWT.issuer, Audience: JWT.audience },
      IdentitySource: ['$request.header.Authorization'],
    });
    signedIn.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: { AllowHeaders: Match.arrayWith(['authorization']) },
    });
  });

  it('tells its address, and the key of the tokens', () => {
    const [api] = idsOf(template, 'AWS::ApiGatewayV2::Api');
    template.hasOutput('ApiUrl', { Value: { 'Fn::GetAtt': [api, 'ApiEndpoint'] } });
    template.hasOutput('UserTokenKeyArn', {});
  });

  it('brings the event tracker along', () => {
    expect(idsOf(template, 'Custom::PersonalizeEventTracker')).toHaveLength(1);
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

  it('admits guests where the setting says so', () => {
    expect(routesOf(withGuests).filter((route) => !routesOf(template).includes(route))).toEqual([
      'POST /guests NONE',
    ]);
    const configured = Object.values(withGuests.findResources('AWS::Lambda::Function')).map(
      ({ Properties }) => JSON.stringify((Properties as { Environment?: unknown }).Environment),
    );
    expect(configured.filter((text) => text?.includes('GUEST_KEY_ARN'))).toEqual([
      expect.stringContaining('\\"guests\\":{\\"perDay\\":1000,\\"perAddress\\":20,\\"days\\":90}'),
    ]);
  });

  it('tells its function what there is: use cases, filters without placeholders, and what is shown', () => {
    const config = configOf(template);
    expect(Object.keys(config.recommenders)).toHaveLength(4);
    expect(config).toMatchObject({
      filters: {
        cheap: { name: expect.stringMatching(/^Shop-cheap-/) as unknown },
        new: { readsUser: true },
      },
      filter: 'cheap',
      show: { name: 'NAME' },
      currency: 'EUR',
      hasItems: true,
    });
    expect(config.filters).not.toHaveProperty('asked');
    expect(configOf(signedIn).claim).toBe('sub');
  });

  it('fits into the environment of a function at its largest', () => {
    const largest = Object.fromEntries(
      Array.from({ length: 15 }, (_, at) => [`a-filter-of-the-shop-${10 + at}xy`, FILTERS.cheap]),
    );
    const { template: large } = synthesise({
      stackName: 'EcommerceRecommenders-production-1',
      context: {
        useCases:
          'most-viewed,best-sellers,frequently-bought-together,customers-who-viewed-x-also-viewed,recommended-for-you',
        filters: JSON.stringify(largest),
        api: JSON.stringify({
          ...API,
          filter: 'a-filter-of-the-shop-10xy',
          soldOut: {
            column: 'STYLE',
            values: Array.from({ length: 10 }, (_, at) => `${at}`.padEnd(40, 'x')),
          },
          show: { name: 'NAME', image: 'STYLE', link: 'PRODUCT_DESCRIPTION' },
          jwt: { ...JWT, claim: 'x'.repeat(64) },
        }),
      },
    });
    // Each Ref of a recommender stands for an ARN of some 120 characters; the other variables have some 400.
    const bytes = JSON.stringify(configOf(large)).length + 5 * 120;
    expect(bytes).toBeLessThan(4_096 - 400);
  });

  it('watches itself where somebody watches: two alarms, and a row of the dashboard', () => {
    const { template: watched } = synthesise({ context: { api: JSON.stringify(API), watch: true } });
    for (const name of ['Shop-api-errors', 'Shop-api-fallbacks'])
      watched.hasResourceProperties('AWS::CloudWatch::Alarm', {
        AlarmName: name,
        AlarmActions: [Match.anyValue()],
      });
    const [dashboard] = idsOf(watched, 'AWS::CloudWatch::Dashboard');
    expect(JSON.stringify(resourcesOf(watched)[dashboard])).toContain('Latency of the API in ms');
    expect(idsOf(template, 'AWS::CloudWatch::Alarm')).toEqual([]);
  });

  it('tells the function that there are similar items, where there are', () => {
    const context = { api: JSON.stringify(API), similarItems: true };
    expect(configOf(synthesise({ context }).template).recommenders).toHaveProperty(['similar-items'], '');
    expect(configOf(template).recommenders).not.toHaveProperty(['similar-items']);
  });

  it('tells the function how diverse answers are, where they are', () => {
    const diversify = { by: 'CATEGORY_L1', max: 3 };
    const context = { api: JSON.stringify(API), diversify: JSON.stringify(diversify) };
    expect(configOf(synthesise({ context }).template)).toMatchObject({ diversify });
    expect(configOf(template)).not.toHaveProperty('diversify');
  });

  it('tells the function the promotions and the rules, where they are', () => {
    const promotions = { sale: { filter: 'cheap', percent: 20 } };
    const context = {
      api: JSON.stringify({ ...API, rules: true }),
      filters: JSON.stringify({ cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' }),
      promotions: JSON.stringify(promotions),
    };
    const { template: merchandised } = synthesise({ context });
    expect(configOf(merchandised)).toMatchObject({ promotions, rules: true });
    for (const name of ['promotions', 'rules']) expect(configOf(template)).not.toHaveProperty(name);
  });

  it('tells the function the shelves to count, and the commands in an output', () => {
    const shelves = { home: 'best-sellers', seen: 'recently-viewed' };
    const currency = 'EUR';
    const context = { api: JSON.stringify({ ...API, currency }), shelves: JSON.stringify(shelves) };
    const { template: counting } = synthesise({ context });
    expect(configOf(counting)).toMatchObject({ shelves });
    const [{ Value }] = Object.values(counting.findOutputs('Shelves')) as { Value: string }[];
    expect(JSON.parse(Value)).toEqual({ shelves, stackName: 'Shop', currency });
    expect(configOf(template)).not.toHaveProperty('shelves');
    expect(template.findOutputs('Shelves')).toEqual({});
  });

  it('reads no table of items where the mapping has none', () => {
    const data = { interactions: { files: 'orders.csv', user: 'u', item: 'i', time: 't', event: 'what' } };
    const { template: bare } = synthesise({
      context: { data: JSON.stringify(data), api: JSON.stringify(API) },
    });
    expect(configOf(bare)).toMatchObject({ hasItems: false, show: {} });
    const statements = statementsOf(bare).filter(([id]) => isOfApi(id));
    expect(JSON.stringify(statements)).not.toContain('training_item');
  });

  it('reads what is shown of items where they are no dataset, and takes it for no catalogue', () => {
    const shown = { name: 'title', price: 'price' };
    const data = {
      interactions: { files: 'orders.csv', user: 'u', item: 'i', time: 't', event: 'what', shown },
    };
    const { template: bare } = synthesise({
      context: { data: JSON.stringify(data), api: JSON.stringify(API) },
    });
    expect(configOf(bare)).toMatchObject({ hasItems: true, hasOtherItems: true, show: { name: 'NAME' } });
    expect(JSON.stringify(statementsOf(bare).filter(([id]) => isOfApi(id)))).toContain('training_item');
    bare.resourceCountIs('Custom::PersonalizeDataset', 1);
    expect(configOf(template)).not.toHaveProperty('hasOtherItems');
  });
});

/** The configuration in the environment; a Ref of the template stands for itself. */
function configOf(of: typeof template): ApiConfig {
  const [id] = idsOf(of, 'AWS::Lambda::Function').filter((one) => one.startsWith('ApiFunction'));
  const { Variables } = resourcesOf(of)[id].Properties.Environment as { Variables: { CONFIG: unknown } };
  const { 'Fn::Join': join } = Variables.CONFIG as { 'Fn::Join'?: [string, unknown[]] };
  const text = join
    ? join[1].map((part) => (typeof part === 'string' ? part : '-')).join('')
    : Variables.CONFIG;
  return JSON.parse(text as string) as ApiConfig;
}

describe('the setting api', () => {
  const refused = (api: unknown, others: Readonly<Record<string, unknown>> = {}): string => {
    try {
      synthesise({ context: { api: typeof api === 'string' ? api : JSON.stringify(api), ...others } });
    } catch (error) {
      return (error as Error).message;
    }
    return 'accepted';
  };

  it.each<[unknown, string]>([
    [{ origins: ['*'] }, 'origins is ["*"]'],
    [{ origins: ['http://shop.example'] }, 'origins is ["http://shop.example"]'],
    [{ origins: ['https://shop.example/'] }, 'such as https://shop.example.'],
    [
      { ...API, show: { image: 'IMAGE' } },
      'show.image is "IMAGE", allowed is a column of the prepared items: ITEM_ID, NAME',
    ],
    [{ ...API, currency: 'euro' }, 'currency is "euro", allowed is a code of ISO 4217 such as EUR.'],
    [{ ...API, jwt: { issuer: 'http://x', audience: ['a'] } }, 'jwt.issuer is "http://x"'],
    [
      { ...API, jwt: { issuer: 'http://localhost.example', audience: ['a'] } },
      'jwt.issuer is "http://localhost',
    ],
    [
      { ...API, jwt: { issuer: 'http://127.0.0.1:80@x', audience: ['a'] } },
      'jwt.issuer is "http://127.0.0.1:',
    ],
    [{ ...API, filter: 'cheap' }, 'Setting api has the filter cheap, which is not in filters.'],
  ])('fails for %j', (api, message) => {
    expect(refused(api)).toContain(message);
  });

  it('fails for a default filter that a use case cannot have', () => {
    const filters = JSON.stringify(FILTERS);
    expect(refused({ ...API, filter: 'asked' }, { filters })).toContain('has placeholders');
    expect(refused({ ...API, filter: 'new' }, { filters })).toBe('accepted');
    expect(refused({ ...API, filter: 'new' }, { filters, serving: 'lists' })).toContain(
      'It reads the user, and most-viewed is served by lists.',
    );
    const like = JSON.stringify({
      like: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN CurrentItem.CATEGORY_L1',
    });
    expect(refused({ ...API, filter: 'like' }, { filters: like })).toContain('It reads the current item');
  });
});
