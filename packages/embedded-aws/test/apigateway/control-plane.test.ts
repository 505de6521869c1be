import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { startLocalAws } from '../../src/local-aws';
import { ask, deployApi, startStand, type Stand } from './shop-api';

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

it('keeps an API with all that belongs to it, page by page, until it is deleted (APIGW-1)', async () => {
  const { gateway } = stand;
  const { apiId: ApiId, endpoint } = await deployApi(stand, {
    routes: ['GET /a', 'GET /b'],
    api: { Description: 'old', Tags: { owner: 'us' } },
  });
  expect(
    await gateway.updateApi({ ApiId, Name: 'store', CorsConfiguration: { AllowOrigins: ['https://a.b'] } }),
  ).toMatchObject({
    ApiEndpoint: endpoint,
    Name: 'store',
    Description: 'old',
    ProtocolType: 'HTTP',
    CorsConfiguration: { AllowOrigins: ['https://a.b'] },
  });
  expect((await gateway.getApi({ ApiId })).CreatedDate).toBeInstanceOf(Date);
  expect((await gateway.getApis({})).Items).toMatchObject([{ ApiId, Name: 'store' }]);

  const first = await gateway.getRoutes({ ApiId, MaxResults: '1' });
  const second = await gateway.getRoutes({ ApiId, MaxResults: '1', NextToken: first.NextToken });
  expect([...first.Items!, ...second.Items!].map(({ RouteKey }) => RouteKey).sort()).toEqual([
    'GET /a',
    'GET /b',
  ]);
  expect(second.NextToken).toBeUndefined();

  const { AuthorizerId } = await gateway.createAuthorizer({ ApiId, ...JWT });
  const { RouteId } = first.Items![0];
  await gateway.updateRoute({ ApiId, RouteId, AuthorizationType: 'JWT', AuthorizerId });
  expect(await gateway.getRoute({ ApiId, RouteId })).toMatchObject({
    AuthorizationType: 'JWT',
    AuthorizerId,
  });
  await gateway.updateAuthorizer({ ApiId, AuthorizerId, JwtConfiguration: { Audience: ['shop', 'app'] } });
  expect(await gateway.getAuthorizer({ ApiId, AuthorizerId })).toMatchObject({
    ...JWT,
    JwtConfiguration: { Issuer: 'https://issuer.example/pool', Audience: ['shop', 'app'] },
  });

  const { Items: integrations } = await gateway.getIntegrations({ ApiId });
  const { IntegrationId } = integrations![0];
  expect(await gateway.updateIntegration({ ApiId, IntegrationId, TimeoutInMillis: 500 })).toMatchObject({
    IntegrationType: 'AWS_PROXY',
    PayloadFormatVersion: '2.0',
    TimeoutInMillis: 500,
  });
  const stage = await gateway.updateStage({
    ApiId,
    StageName: '$default',
    RouteSettings: { 'GET /a': { ThrottlingRateLimit: 1 } },
  });
  expect(stage).toMatchObject({ AutoDeploy: true, RouteSettings: { 'GET /a': { ThrottlingRateLimit: 1 } } });
  await gateway.deleteRouteSettings({ ApiId, StageName: '$default', RouteKey: 'GET /a' });
  expect((await gateway.getStages({ ApiId })).Items).toMatchObject([
    { StageName: '$default', RouteSettings: {} },
  ]);

  await gateway.deleteApi({ ApiId });
  await refused(gateway.getApi({ ApiId }), 'NotFoundException', 'Invalid API identifier specified');
  const inventory = (await (await fetch(`${stand.aws.endpoint}/_local/inventory`)).json()) as {
    type: string;
  }[];
  expect(inventory.filter(({ type }) => type.startsWith('AWS::ApiGateway'))).toEqual([]);
});

it('tags APIs and stages (APIGW-1)', async () => {
  const { apiId } = await deployApi(stand, { stage: { Tags: { kept: 'yes' } } });
  const arn = `arn:aws:apigateway:us-east-1::/apis/${apiId}`;
  for (const ResourceArn of [arn, `${arn}/stages/$default`]) {
    await stand.gateway.tagResource({ ResourceArn, Tags: { a: '1', b: '2' } });
    await stand.gateway.untagResource({ ResourceArn, TagKeys: ['a'] });
    expect((await stand.gateway.getTags({ ResourceArn })).Tags).toMatchObject({ b: '2' });
  }
  expect((await stand.gateway.getStage({ ApiId: apiId, StageName: '$default' })).Tags).toEqual({
    b: '2',
    kept: 'yes',
  });
});

it('refuses by name what is not built (APIGW-1, APIGW-8)', async () => {
  const { gateway } = stand;
  const { apiId: ApiId, integrationId } = await deployApi(stand);
  const bad = 'BadRequestException';
  await refused(
    gateway.createApi({ Name: 'chat', ProtocolType: 'WEBSOCKET' }),
    bad,
    "does not have 'WEBSOCKET'",
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
    "does not have 'HTTP_PROXY'",
  );
  await refused(
    gateway.createIntegration({ ...integration, IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '1.0' }),
    bad,
    "does not have '1.0' at 'payloadFormatVersion'. It has: 2.0",
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
    "does not have 'AWS_IAM'",
  );
  await refused(
    gateway.createAuthorizer({ ...JWT, ApiId, AuthorizerType: 'REQUEST' }),
    bad,
    "does not have 'REQUEST'",
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

it('protects what is in use, and asks IAM for its methods on its paths (APIGW-2)', async () => {
  const { apiId: ApiId, integrationId: IntegrationId } = await deployApi(stand);
  await refused(
    stand.gateway.deleteIntegration({ ApiId, IntegrationId }),
    'ConflictException',
    'due to an association with Route',
  );
  const config = { endpoint: stand.aws.endpoint, region: 'us-east-1', maxAttempts: 1 };
  const iam = new IAM(config);
  const document = (statement: object): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });
  const { Role } = await iam.createRole({
    RoleName: 'reader',
    AssumeRolePolicyDocument: document({ Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }),
  });
  await iam.putRolePolicy({
    RoleName: 'reader',
    PolicyName: 'read',
    PolicyDocument: document({
      Action: 'apigateway:GET',
      Resource: [
        `arn:aws:apigateway:us-east-1::/apis/${ApiId}`,
        `arn:aws:apigateway:us-east-1::/apis/${ApiId}/*`,
      ],
    }),
  });
  const sts = new STS(config);
  const { Credentials } = await sts.assumeRole({ RoleArn: Role!.Arn!, RoleSessionName: 'reader' });
  const reader = new ApiGatewayV2({
    ...config,
    credentials: {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken,
    },
  });
  expect((await reader.getRoutes({ ApiId })).Items).toHaveLength(1);
  const denied = 'AccessDeniedException';
  await refused(
    reader.getApis({}),
    denied,
    'apigateway:GET on resource: arn:aws:apigateway:us-east-1::/apis',
  );
  await refused(
    reader.deleteApi({ ApiId }),
    denied,
    `apigateway:DELETE on resource: arn:aws:apigateway:us-east-1::/apis/${ApiId}`,
  );
  for (const client of [iam, sts, reader]) client.destroy();
});

it('gives every API an address of its own, which a reset closes (APIGW-3)', async () => {
  const first = await stand.gateway.createApi({ Name: 'a', ProtocolType: 'HTTP' });
  const second = await stand.gateway.createApi({ Name: 'b', ProtocolType: 'HTTP' });
  const addresses = [stand.aws.endpoint, first.ApiEndpoint!, second.ApiEndpoint!];
  expect(new Set(addresses).size).toBe(3);
  for (const address of addresses.slice(1)) {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await ask(address)).toMatchObject({ status: 404, body: { message: 'Not Found' } });
  }
  await fetch(`${stand.aws.endpoint}/_local/reset`, { method: 'POST' });
  for (const address of addresses.slice(1)) await expect(fetch(address)).rejects.toThrow('fetch failed');
});

it('takes the ports after its own, if it was given one, and passes over taken ones (APIGW-3)', async () => {
  const blocker = createServer();
  await once(blocker.listen(0, '127.0.0.1'), 'listening');
  const taken = (blocker.address() as AddressInfo).port;
  const aws = await startLocalAws({ port: taken - 1 });
  const gateway = new ApiGatewayV2({ endpoint: aws.endpoint, region: 'us-east-1' });
  const create = async (): Promise<{ id: string; port: number }> => {
    const { ApiId, ApiEndpoint } = await gateway.createApi({ Name: 'a', ProtocolType: 'HTTP' });
    return { id: ApiId!, port: Number(new URL(ApiEndpoint!).port) };
  };
  const { id, port } = await create();
  expect(port).toBeGreaterThan(taken);
  expect(port).toBeLessThan(taken + 100);
  await gateway.deleteApi({ ApiId: id });
  expect((await create()).port).toBe(port);
  gateway.destroy();
  await aws.close();
  blocker.close();
});
