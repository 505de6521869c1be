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

  const arn = 'arn:aws:apigateway:eu-west-1::/apis/id';
  const place = { ApiId: 'a', StageName: 'dev' };
  const stage = { apiId: 'a', stageName: 'dev' };
  const route = { ApiId: 'a', RouteKey: 'GET /a' };
  const guard = { AuthorizationType: 'JWT', AuthorizerId: 'x', AuthorizationScopes: ['s'] };
  const noGuard = { authorizationType: 'NONE', authorizerId: '', authorizationScopes: [] };
  const integration = {
    ...{ ApiId: 'a', IntegrationType: 'AWS_PROXY', IntegrationUri: 'f', PayloadFormatVersion: '2.0' },
  };
  it.each<[type: string, before: object, after: object, calls: (readonly [string, object])[]]>([
    [
      'Api',
      { ...API, Description: 'old', CorsConfiguration: {}, Tags: { a: '1', b: '2' } },
      { ...API, Tags: { b: '3' } },
      [
        ['DeleteCorsConfiguration', { apiId: 'id' }],
        ['UpdateApi', { apiId: 'id', name: 'shop', description: '', version: '' }],
        ['UntagResource', { resourceArn: arn, tagKeys: ['a'] }],
        ['TagResource', { resourceArn: arn, tags: { b: '3' } }],
      ],
    ],
    [
      'Stage',
      { ...place, AccessLogSettings: { DestinationArn: 'arn' }, DefaultRouteSettings: {} },
      place,
      [
        ['DeleteAccessLogSettings', stage],
        [
          'UpdateStage',
          { ...stage, description: '', defaultRouteSettings: {}, routeSettings: {}, stageVariables: {} },
        ],
      ],
    ],
    [
      'Route',
      { ...route, ...guard, Target: 't' },
      route,
      [
        [
          'UpdateRoute',
          { apiId: 'a', routeId: 'id', routeKey: 'GET /a', ...noGuard, operationName: '', target: '' },
        ],
      ],
    ],
    [
      'Integration',
      { ...integration, TimeoutInMillis: 50 },
      integration,
      [
        [
          'UpdateIntegration',
          {
            ...{ apiId: 'a', integrationId: 'id', description: '', timeoutInMillis: 30_000 },
            ...{ integrationUri: 'f', payloadFormatVersion: '2.0' },
          },
        ],
      ],
    ],
  ])('give removed properties of a %s their defaults', async (type, before, after, calls) => {
    const expected = calls.map(([operation, input]) => [`apigateway ${operation}`, input]);
    expect(await recorded(`AWS::ApiGatewayV2::${type}`).update(before as never, after as never)).toEqual(
      expected,
    );
  });
});
