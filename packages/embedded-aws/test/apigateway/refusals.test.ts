import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { deployApi, startStand, type Stand } from './shop-api';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterEach(() => fetch(`${stand.aws.endpoint}/_local/reset`, { method: 'POST' }));
afterAll(() => stand.close());

const refused = (call: Promise<unknown>, name: string, words: string): Promise<void> =>
  expect(call).rejects.toMatchObject({ name, message: expect.stringContaining(words) as string });

const JWT = {
  Name: 'users',
  AuthorizerType: 'JWT' as const,
  IdentitySource: ['$request.header.Authorization'],
  JwtConfiguration: { Issuer: 'https://issuer.example/pool', Audience: ['shop'] },
};

it('refuses by name what is not built (APIGW-1)', async () => {
  const { gateway } = stand;
  const { apiId: ApiId, integrationId } = await deployApi(stand);
  const bad = 'BadRequestException';
  await refused(
    gateway.createApi({ Name: 'chat', ProtocolType: 'WEBSOCKET' }),
    bad,
    "does not support 'WEBSOCKET'",
  );
  await refused(
    gateway.createApi({ Name: 'a', ProtocolType: 'HTTP', Target: 'arn:f' }),
    bad,
    "'target' is not known",
  );
  await refused(
    gateway.createApi({ Name: 'a', ProtocolType: 'HTTP', DisableExecuteApiEndpoint: true }),
    bad,
    'no custom domain names',
  );
  const integration = { ApiId, IntegrationUri: 'arn:aws:lambda:us-east-1:123456789012:function:f' };
  await refused(
    gateway.createIntegration({ ...integration, IntegrationType: 'HTTP_PROXY', PayloadFormatVersion: '1.0' }),
    bad,
    "does not support 'HTTP_PROXY'",
  );
  await refused(
    gateway.createIntegration({ ...integration, IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '1.0' }),
    bad,
    "does not support '1.0' at 'payloadFormatVersion'. Supported: 2.0",
  );
  await refused(
    gateway.createIntegration({ ...integration, IntegrationType: 'AWS_PROXY' }),
    bad,
    'payloadFormatVersion is required',
  );
  await refused(
    gateway.createIntegration({
      ApiId,
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
      IntegrationUri: 'https://a.b',
    }),
    bad,
    'must be the ARN of a Lambda function',
  );
  await refused(gateway.createStage({ ApiId, StageName: 'dev' }), bad, 'no deployments');
  await refused(gateway.createDeployment({ ApiId }), 'UnknownOperationException', 'no POST /v2/apis/');
  await refused(
    gateway.createStage({
      ApiId,
      StageName: 'dev',
      AutoDeploy: true,
      DefaultRouteSettings: { DetailedMetricsEnabled: true },
    }),
    bad,
    'no metrics by route',
  );
  await refused(
    gateway.createRoute({ ApiId, RouteKey: 'GET /x', AuthorizationType: 'AWS_IAM' }),
    bad,
    "does not support 'AWS_IAM'",
  );
  await refused(
    gateway.createAuthorizer({ ...JWT, ApiId, AuthorizerType: 'REQUEST' }),
    bad,
    "does not support 'REQUEST'",
  );
  await refused(
    gateway.createAuthorizer({
      ...JWT,
      ApiId,
      JwtConfiguration: { Issuer: 'http://issuer.example', Audience: ['a'] },
    }),
    bad,
    'Invalid issuer: http://issuer.example',
  );
  await refused(
    gateway.createAuthorizer({ ...JWT, ApiId, IdentitySource: ['$context.identity'] }),
    bad,
    'identitySource must be',
  );
  await refused(
    gateway.updateApi({ ApiId, CorsConfiguration: { AllowOrigins: ['shop.example'] } }),
    bad,
    'Invalid format for origin shop.example',
  );
  await refused(
    gateway.updateApi({ ApiId, CorsConfiguration: { AllowOrigins: ['*'], AllowCredentials: true } }),
    bad,
    'allowCredentials is not supported',
  );
  await refused(
    gateway.createRoute({ ApiId, RouteKey: 'GET /x', Target: 'integrations/none' }),
    bad,
    'The integration none does not exist',
  );
  await refused(
    gateway.createRoute({ ApiId, RouteKey: '$default', Target: `integrations/${integrationId}` }),
    'ConflictException',
    'Route with key $default already exists',
  );
});

/** A client as a role with one statement. */
async function clientWith(Action: string[], Resource: string[]): Promise<ApiGatewayV2> {
  const config = { endpoint: stand.aws.endpoint, region: 'us-east-1', maxAttempts: 1 };
  const [iam, sts] = [new IAM(config), new STS(config)];
  const document = (statement: object): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });
  const { Role } = await iam.createRole({
    RoleName: 'someone',
    AssumeRolePolicyDocument: document({ Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }),
  });
  const PolicyDocument = document({ Action, Resource });
  await iam.putRolePolicy({ RoleName: 'someone', PolicyName: 'some', PolicyDocument });
  const { Credentials } = await sts.assumeRole({ RoleArn: Role!.Arn!, RoleSessionName: 'session' });
  return new ApiGatewayV2({
    ...config,
    credentials: {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken,
    },
  });
}

it('protects what is in use, and asks IAM for its methods on its paths', async () => {
  const { apiId: ApiId, integrationId: IntegrationId } = await deployApi(stand);
  await refused(
    stand.gateway.deleteIntegration({ ApiId, IntegrationId }),
    'ConflictException',
    'due to an association with Route',
  );
  const arn = `arn:aws:apigateway:us-east-1::/apis/${ApiId}`;
  const reader = await clientWith(['apigateway:GET'], [arn, `${arn}/*`]);
  expect((await reader.getRoutes({ ApiId })).Items).toHaveLength(1);
  const denied = 'AccessDeniedException';
  await refused(
    reader.getApis({}),
    denied,
    'apigateway:GET on resource: arn:aws:apigateway:us-east-1::/apis',
  );
  await refused(reader.deleteApi({ ApiId }), denied, `apigateway:DELETE on resource: ${arn}`);
});

it('lets nobody log who may not have logs delivered', async () => {
  const { apiId: ApiId } = await deployApi(stand);
  const logs = new CloudWatchLogs({ endpoint: stand.aws.endpoint, region: 'us-east-1' });
  await logs.createLogGroup({ logGroupName: 'access' });
  const AccessLogSettings = {
    DestinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:access',
    Format: '$context.requestId',
  };
  const client = await clientWith(['apigateway:*'], ['*']);
  await refused(
    client.updateStage({ ApiId, StageName: '$default', AccessLogSettings }),
    'AccessDeniedException',
    'Insufficient permissions to enable logging',
  );
});
