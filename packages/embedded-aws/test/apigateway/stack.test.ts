import { App, Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
  CorsHttpMethod,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Template } from 'aws-cdk-lib/assertions';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { testStack } from '../cloudformation/test-stack';
import { ask, standForAll } from './shop-api';

const stand = standForAll();

interface Variation {
  readonly origins?: string[];
  readonly rate?: number;
  readonly path?: string;
  readonly owner?: string;
}

/** Resources and outputs that the CDK makes of its own constructs. */
function templateOf({ origins, rate = 50, path = '/lists/{id}', owner }: Variation) {
  const stack = new Stack(new App({ analyticsReporting: false }), 'shop');
  const fn = new LambdaFunction(stack, 'Function', {
    code: Code.fromInline('exports.handler = async ({ pathParameters }) => pathParameters;'),
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
  });
  const api = new HttpApi(stack, 'Api', {
    createDefaultStage: false,
    corsPreflight: origins && {
      allowOrigins: origins,
      allowMethods: [CorsHttpMethod.GET],
      maxAge: Duration.hours(1),
    },
  });
  new HttpStage(stack, 'Stage', {
    httpApi: api,
    autoDeploy: true,
    throttle: { rateLimit: rate, burstLimit: 2 * rate },
    accessLogSettings: {
      destination: new LogGroupLogDestination(
        new LogGroup(stack, 'Log', { removalPolicy: RemovalPolicy.DESTROY }),
      ),
    },
  });
  const integration = new HttpLambdaIntegration('Lists', fn, { timeout: Duration.seconds(10) });
  api.addRoutes({ path, methods: [HttpMethod.GET], integration });
  api.addRoutes({
    path: '/mine',
    methods: [HttpMethod.GET],
    integration,
    authorizer: new HttpJwtAuthorizer('Users', 'https://issuer.example', { jwtAudience: ['shop'] }),
    authorizationScopes: ['read'],
  });
  if (owner !== undefined) Tags.of(stack).add('owner', owner);
  const outputs = stack.resolve({ Url: api.apiEndpoint, Id: api.apiId }) as Record<string, unknown>;
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: object };
  return [Resources, outputs] as const;
}

it('lives as a stack of the CDK: created, updated in place, rolled back, deleted', async () => {
  const stack = testStack(stand.aws);
  const deploy = (variation: Variation): Promise<Record<string, string>> =>
    stack.deploy(...templateOf(variation));
  const outputs = await deploy({ owner: 'us', origins: ['https://a.example'] });
  const { Url: url, Id: ApiId } = outputs;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const { ApiEndpoint, Tags: tags } = await stand.gateway.getApi({ ApiId });
  expect([ApiEndpoint, tags]).toEqual([url, { owner: 'us' }]);
  expect(await ask(`${url}/lists/x`)).toMatchObject({ status: 200, body: { id: 'x' } });
  expect((await ask(`${url}/mine`)).status).toBe(401);

  expect(await deploy({ rate: 7, path: '/shelves/{id}' })).toEqual(outputs);
  const stage = async (): Promise<unknown> => stand.gateway.getStage({ ApiId, StageName: '$default' });
  const DefaultRouteSettings = { ThrottlingRateLimit: 7, ThrottlingBurstLimit: 14 };
  expect(await stage()).toMatchObject({ AutoDeploy: true, DefaultRouteSettings });
  expect((await stand.gateway.getApi({ ApiId })).CorsConfiguration).toBeUndefined();
  expect((await ask(`${url}/lists/x`)).status).toBe(404);
  expect((await ask(`${url}/shelves/x`)).body).toEqual({ id: 'x' });

  const failed = deploy({ rate: 8, path: '/{greedy+}/not-last' });
  await expect(failed).rejects.toThrow(/^UPDATE_ROLLBACK_COMPLETE/);
  expect(await stage()).toMatchObject({ DefaultRouteSettings });
  expect((await ask(`${url}/shelves/x`)).body).toEqual({ id: 'x' });

  await stack.remove();
  expect((await stand.aws.inventory()).filter(({ type }) => type.startsWith('AWS::ApiGateway'))).toEqual([]);
  await expect(fetch(url)).rejects.toThrow();
});
