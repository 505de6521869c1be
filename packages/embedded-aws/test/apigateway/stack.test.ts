import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { App, CfnOutput, Duration, Stack, Tags } from 'aws-cdk-lib';
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
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib';
import { ask, startStand, type Stand } from './shop-api';

let stand: Stand;
let cloudFormation: CloudFormation;
beforeAll(async () => {
  stand = await startStand();
  cloudFormation = new CloudFormation({ endpoint: stand.aws.endpoint, region: 'us-east-1', maxAttempts: 1 });
});
afterAll(() => stand.close());

interface Variation {
  readonly origins?: readonly string[];
  readonly rate?: number;
  readonly path?: string;
  readonly owner?: string;
}

/** The template that the CDK makes of its own constructs. */
function templateOf({
  origins = ['https://a.example'],
  rate = 50,
  path = '/lists/{id}',
  owner,
}: Variation): string {
  const stack = new Stack(new App({ analyticsReporting: false }), 'shop');
  const fn = new LambdaFunction(stack, 'Function', {
    code: Code.fromInline('exports.handler = async ({ pathParameters }) => pathParameters;'),
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
  });
  const api = new HttpApi(stack, 'Api', {
    createDefaultStage: false,
    ...(origins.length > 0 && {
      corsPreflight: {
        allowOrigins: [...origins],
        allowMethods: [CorsHttpMethod.GET],
        maxAge: Duration.hours(1),
      },
    }),
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
  new CfnOutput(stack, 'Url', { value: api.apiEndpoint });
  new CfnOutput(stack, 'Id', { value: api.apiId });
  return JSON.stringify(
    (App.of(stack) as App).synth().getStackByName('shop').template as Record<string, unknown>,
    (key, value: unknown) => (key === 'Rules' ? undefined : value),
  );
}

async function settled(): Promise<{ status: string; outputs: Record<string, string> }> {
  for (;;) {
    const { Stacks } = await cloudFormation.describeStacks({ StackName: 'shop' });
    const { StackStatus, Outputs = [] } = Stacks![0];
    if (StackStatus!.endsWith('IN_PROGRESS')) continue;
    const outputs = Object.fromEntries(
      Outputs.map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]),
    );
    return { status: StackStatus!, outputs };
  }
}

const CAPABILITIES = { Capabilities: ['CAPABILITY_IAM' as const] };

/** There is no bootstrap, whose version a parameter would ask for. */
const withoutBootstrap = (template: string): string =>
  JSON.stringify({ ...(JSON.parse(template) as Record<string, unknown>), Parameters: undefined });

async function update(variation: Variation): ReturnType<typeof settled> {
  await cloudFormation.updateStack({
    StackName: 'shop',
    TemplateBody: withoutBootstrap(templateOf(variation)),
    ...CAPABILITIES,
  });
  return settled();
}

const inventory = async (): Promise<string[]> => {
  const found = (await (await fetch(`${stand.aws.endpoint}/_local/inventory`)).json()) as { type: string }[];
  return found.map(({ type }) => type).sort();
};

it('lives as a stack of the CDK: created, updated in place, rolled back, deleted', async () => {
  await cloudFormation.createStack({
    StackName: 'shop',
    TemplateBody: withoutBootstrap(templateOf({ owner: 'us' })),
    ...CAPABILITIES,
  });
  const { status, outputs } = await settled();
  expect(status).toBe('CREATE_COMPLETE');
  const { Url: url, Id: ApiId } = outputs;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const { ApiEndpoint, Tags: tags } = await stand.gateway.getApi({ ApiId });
  expect([ApiEndpoint, tags]).toEqual([url, { owner: 'us' }]);
  expect(await ask(`${url}/lists/x`)).toMatchObject({ status: 200, body: { id: 'x' } });
  expect((await ask(`${url}/mine`)).status).toBe(401);
  expect(await inventory()).toEqual(
    expect.arrayContaining([
      'AWS::ApiGatewayV2::Api',
      'AWS::ApiGatewayV2::Authorizer',
      ...Array<string>(2).fill('AWS::ApiGatewayV2::Integration'),
      ...Array<string>(2).fill('AWS::ApiGatewayV2::Route'),
      'AWS::ApiGatewayV2::Stage',
    ]),
  );

  expect((await update({ origins: [], rate: 7, path: '/shelves/{id}' })).outputs).toEqual(outputs);
  expect(await stand.gateway.getStage({ ApiId, StageName: '$default' })).toMatchObject({
    AutoDeploy: true,
    DefaultRouteSettings: { ThrottlingRateLimit: 7, ThrottlingBurstLimit: 14 },
  });
  expect((await stand.gateway.getApi({ ApiId })).CorsConfiguration).toBeUndefined();
  expect((await ask(`${url}/lists/x`)).status).toBe(404);
  expect((await ask(`${url}/shelves/x`)).body).toEqual({ id: 'x' });

  const failed = await update({ origins: [], rate: 8, path: '/{greedy+}/not-last' });
  expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect((await stand.gateway.getStage({ ApiId, StageName: '$default' })).DefaultRouteSettings).toMatchObject(
    {
      ThrottlingRateLimit: 7,
    },
  );
  expect((await ask(`${url}/shelves/x`)).body).toEqual({ id: 'x' });

  await cloudFormation.deleteStack({ StackName: 'shop' });
  const gone = (): Promise<boolean> =>
    cloudFormation.describeStacks({ StackName: 'shop' }).then(
      () => false,
      () => true,
    );
  while (!(await gone()));
  expect((await inventory()).filter((type) => type.startsWith('AWS::ApiGateway'))).toEqual([]);
  await expect(fetch(url)).rejects.toThrow();
});
