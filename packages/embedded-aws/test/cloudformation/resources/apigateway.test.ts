import { recorded } from './recorded';

const API = { Name: 'shop', ProtocolType: 'HTTP' };

describe('the types of HTTP APIs', () => {
  it('begin the API’s members with lower-case letters, but not the keys of maps', async () => {
    const { calls, physicalId } = await recorded('AWS::ApiGatewayV2::Stage').create({
      ApiId: 'a',
      StageName: '$default',
      AutoDeploy: true,
      RouteSettings: { 'GET /a': { ThrottlingRateLimit: 1 } },
      StageVariables: { Shelf: 'Top' },
      Tags: { Owner: 'Us' },
    });
    const stage = {
      apiId: 'a',
      stageName: '$default',
      autoDeploy: true,
      routeSettings: { 'GET /a': { throttlingRateLimit: 1 } },
      stageVariables: { Shelf: 'Top' },
      tags: { Owner: 'Us' },
    };
    expect([physicalId, calls]).toEqual(['$default', [['apigateway CreateStage', stage]]]);
  });

  it('give removed properties their defaults', async () => {
    const api = recorded('AWS::ApiGatewayV2::Api');
    const before = { ...API, Description: 'old', CorsConfiguration: {}, Tags: { a: '1', b: '2' } };
    expect(await api.update(before, { ...API, Tags: { b: '3' } })).toEqual([
      ['apigateway DeleteCorsConfiguration', { apiId: 'id' }],
      ['apigateway UpdateApi', { apiId: 'id', name: 'shop', description: '', version: '' }],
      ['apigateway UntagResource', { resourceArn: 'arn:aws:apigateway:eu-west-1::/apis/id', tagKeys: ['a'] }],
      ['apigateway TagResource', { resourceArn: 'arn:aws:apigateway:eu-west-1::/apis/id', tags: { b: '3' } }],
    ]);
    const place = { ApiId: 'a', StageName: 'dev' };
    const AccessLogSettings = { DestinationArn: 'arn', Format: '$context.requestId' };
    const limited = { ...place, AccessLogSettings, DefaultRouteSettings: { ThrottlingRateLimit: 1 } };
    expect(await recorded('AWS::ApiGatewayV2::Stage').update(limited, place)).toEqual([
      ['apigateway DeleteAccessLogSettings', { apiId: 'a', stageName: 'dev' }],
      [
        'apigateway UpdateStage',
        {
          apiId: 'a',
          stageName: 'dev',
          description: '',
          defaultRouteSettings: {},
          routeSettings: {},
          stageVariables: {},
        },
      ],
    ]);
    const route = { ApiId: 'a', RouteKey: 'GET /a' };
    const guarded = { AuthorizationType: 'JWT', AuthorizerId: 'x', AuthorizationScopes: ['s'], Target: 't' };
    expect(await recorded('AWS::ApiGatewayV2::Route').update({ ...route, ...guarded }, route)).toEqual([
      [
        'apigateway UpdateRoute',
        {
          apiId: 'a',
          routeId: 'id',
          routeKey: 'GET /a',
          authorizationType: 'NONE',
          authorizerId: '',
          authorizationScopes: [],
          operationName: '',
          target: '',
        },
      ],
    ]);
    const integration = {
      ApiId: 'a',
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: 'f',
      PayloadFormatVersion: '2.0',
    };
    const type = recorded('AWS::ApiGatewayV2::Integration');
    expect(await type.update({ ...integration, TimeoutInMillis: 50 }, integration)).toEqual([
      [
        'apigateway UpdateIntegration',
        {
          apiId: 'a',
          integrationId: 'id',
          description: '',
          timeoutInMillis: 30_000,
          integrationUri: 'f',
          payloadFormatVersion: '2.0',
        },
      ],
    ]);
  });
});
