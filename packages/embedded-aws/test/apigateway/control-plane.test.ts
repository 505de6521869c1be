import { createAuthorizer, deployApi, JWT, standForAll } from './shop-api';

const stand = standForAll();

it('keeps an API with all that belongs to it, page by page, until it is deleted (APIGW-1)', async () => {
  const { gateway } = stand;
  const { apiId: ApiId, endpoint } = await deployApi(stand, {
    routes: ['GET /a', 'GET /b'],
    api: { Description: 'old', Tags: { owner: 'us' } },
  });
  const changed = { Name: 'store', CorsConfiguration: { AllowOrigins: ['https://a.b'] } };
  const answer = await gateway.updateApi({ ApiId, ...changed });
  const kept = { ApiEndpoint: endpoint, Description: 'old', ProtocolType: 'HTTP' };
  expect(answer).toMatchObject({ ...changed, ...kept });
  expect((await gateway.getApi({ ApiId })).CreatedDate).toBeInstanceOf(Date);
  expect((await gateway.getApis({})).Items).toMatchObject([{ ApiId, Name: 'store' }]);

  const first = await gateway.getRoutes({ ApiId, MaxResults: '1' });
  const second = await gateway.getRoutes({ ApiId, MaxResults: '1', NextToken: first.NextToken });
  const routes = [...first.Items!, ...second.Items!];
  expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual(['GET /a', 'GET /b']);
  expect(second.NextToken).toBeUndefined();

  const AuthorizerId = await createAuthorizer(stand, ApiId);
  const { RouteId } = first.Items![0];
  const guard = { AuthorizationType: 'JWT', AuthorizerId } as const;
  await gateway.updateRoute({ ApiId, RouteId, ...guard });
  expect(await gateway.getRoute({ ApiId, RouteId })).toMatchObject(guard);
  const Audience = ['shop', 'app'];
  await gateway.updateAuthorizer({ ApiId, AuthorizerId, JwtConfiguration: { Audience } });
  const JwtConfiguration = { ...JWT.JwtConfiguration, Audience };
  expect(await gateway.getAuthorizer({ ApiId, AuthorizerId })).toMatchObject({ ...JWT, JwtConfiguration });

  const { Items: integrations } = await gateway.getIntegrations({ ApiId });
  const { IntegrationId } = integrations![0];
  expect(await gateway.updateIntegration({ ApiId, IntegrationId, TimeoutInMillis: 500 })).toMatchObject({
    IntegrationType: 'AWS_PROXY',
    PayloadFormatVersion: '2.0',
    TimeoutInMillis: 500,
  });
  const StageName = '$default';
  const RouteSettings = { 'GET /a': { ThrottlingRateLimit: 1 } };
  const stage = await gateway.updateStage({ ApiId, StageName, RouteSettings });
  expect(stage).toMatchObject({ AutoDeploy: true, RouteSettings });
  await gateway.deleteRouteSettings({ ApiId, StageName, RouteKey: 'GET /a' });
  expect((await gateway.getStages({ ApiId })).Items).toMatchObject([{ StageName, RouteSettings: {} }]);

  expect((await gateway.getAuthorizers({ ApiId })).Items).toMatchObject([{ AuthorizerId }]);
  await gateway.deleteRoute({ ApiId, RouteId });
  await gateway.deleteAuthorizer({ ApiId, AuthorizerId });
  await gateway.deleteStage({ ApiId, StageName });
  const left = await Promise.all([
    gateway.getAuthorizers({ ApiId }),
    gateway.getRoutes({ ApiId }),
    gateway.getStages({ ApiId }),
  ]);
  expect(left.map(({ Items }) => Items!.length)).toEqual([0, 1, 0]);

  await gateway.deleteApi({ ApiId });
  await expect(gateway.getApi({ ApiId })).rejects.toMatchObject({
    name: 'NotFoundException',
    message: `Invalid API identifier specified 123456789012:${ApiId}`,
  });
  expect((await stand.aws.inventory()).filter(({ type }) => type.startsWith('AWS::ApiGateway'))).toEqual([]);
});

it('tags APIs and stages (APIGW-1)', async () => {
  const { apiId } = await deployApi(stand, { stage: { Tags: { kept: 'yes' } } });
  const arn = `arn:aws:apigateway:us-east-1::/apis/${apiId}`;
  for (const ResourceArn of [arn, `${arn}/stages/$default`]) {
    await stand.gateway.tagResource({ ResourceArn, Tags: { a: '1', b: '2' } });
    await stand.gateway.untagResource({ ResourceArn, TagKeys: ['a'] });
    expect((await stand.gateway.getTags({ ResourceArn })).Tags).toMatchObject({ b: '2' });
  }
  const { Tags } = await stand.gateway.getStage({ ApiId: apiId, StageName: '$default' });
  expect(Tags).toEqual({ b: '2', kept: 'yes' });
});
