import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import { sessionOf } from '../authorization/session-of';
import { refused } from '../support/refused';
import { deployApi, JWT, standForAll } from './shop-api';

const stand = standForAll();
const { gateway } = stand;

const HTTP = { Name: 'a', ProtocolType: 'HTTP' } as const;
const PROXY = {
  IntegrationType: 'AWS_PROXY',
  IntegrationUri: 'arn:aws:lambda:us-east-1:123456789012:function:f',
  PayloadFormatVersion: '2.0',
} as const;
const METRICS = { AutoDeploy: true, DefaultRouteSettings: { DetailedMetricsEnabled: true } };

it.each<[words: string, call: (ApiId: string) => Promise<unknown>, name?: string]>([
  ["does not support 'WEBSOCKET'", () => gateway.createApi({ ...HTTP, ProtocolType: 'WEBSOCKET' })],
  ["'target' is not known", () => gateway.createApi({ ...HTTP, Target: 'arn:f' })],
  ['no custom domain names', () => gateway.createApi({ ...HTTP, DisableExecuteApiEndpoint: true })],
  [
    "does not support 'HTTP_PROXY'",
    (ApiId) => gateway.createIntegration({ ...PROXY, ApiId, IntegrationType: 'HTTP_PROXY' }),
  ],
  [
    "does not support '1.0' at 'payloadFormatVersion'. Supported: 2.0",
    (ApiId) => gateway.createIntegration({ ...PROXY, ApiId, PayloadFormatVersion: '1.0' }),
  ],
  [
    'payloadFormatVersion is required',
    (ApiId) => gateway.createIntegration({ ...PROXY, ApiId, PayloadFormatVersion: undefined }),
  ],
  [
    'must be the ARN of a Lambda function',
    (ApiId) => gateway.createIntegration({ ...PROXY, ApiId, IntegrationUri: 'https://a.b' }),
  ],
  ['no deployments', (ApiId) => gateway.createStage({ ApiId, StageName: 'dev' })],
  ['no POST /v2/apis/', (ApiId) => gateway.createDeployment({ ApiId }), 'UnknownOperationException'],
  ['no metrics by route', (ApiId) => gateway.createStage({ ApiId, StageName: 'dev', ...METRICS })],
  [
    "does not support 'AWS_IAM'",
    (ApiId) => gateway.createRoute({ ApiId, RouteKey: 'GET /x', AuthorizationType: 'AWS_IAM' }),
  ],
  [
    "does not support 'REQUEST'",
    (ApiId) => gateway.createAuthorizer({ ...JWT, ApiId, AuthorizerType: 'REQUEST' }),
  ],
  [
    'Invalid issuer: http://issuer.example',
    (ApiId) =>
      gateway.createAuthorizer({
        ...JWT,
        ApiId,
        JwtConfiguration: { ...JWT.JwtConfiguration, Issuer: 'http://issuer.example' },
      }),
  ],
  [
    'identitySource must be',
    (ApiId) => gateway.createAuthorizer({ ...JWT, ApiId, IdentitySource: ['$context.identity'] }),
  ],
  [
    'Invalid format for origin shop.example',
    (ApiId) => gateway.updateApi({ ApiId, CorsConfiguration: { AllowOrigins: ['shop.example'] } }),
  ],
  [
    'allowCredentials is not supported',
    (ApiId) =>
      gateway.updateApi({ ApiId, CorsConfiguration: { AllowOrigins: ['*'], AllowCredentials: true } }),
  ],
  [
    'The integration none does not exist',
    (ApiId) => gateway.createRoute({ ApiId, RouteKey: 'GET /x', Target: 'integrations/none' }),
  ],
  [
    'Route with key $default already exists',
    (ApiId) => gateway.createRoute({ ApiId, RouteKey: '$default' }),
    'ConflictException',
  ],
])(
  'refuses by name what is not built or not right: %s (APIGW-1)',
  async (words, call, name = 'BadRequestException') => {
    await refused(call((await deployApi(stand)).apiId), name, words);
  },
);

it('protects what is in use, and asks IAM for its methods on its paths', async () => {
  const { apiId: ApiId, integrationId: IntegrationId } = await deployApi(stand);
  await refused(
    gateway.deleteIntegration({ ApiId, IntegrationId }),
    'ConflictException',
    'due to an association with Route',
  );
  const arn = `arn:aws:apigateway:us-east-1::/apis/${ApiId}`;
  const allowed = { Effect: 'Allow', Action: 'apigateway:GET', Resource: [arn, `${arn}/*`] };
  const credentials = await sessionOf(stand.aws.endpoint, { name: 'reader', allowed });
  const reader = stand.aws.client(ApiGatewayV2, { credentials });
  expect((await reader.getRoutes({ ApiId })).Items).toHaveLength(1);
  const denied = 'AccessDeniedException';
  await refused(
    reader.getApis({}),
    denied,
    'apigateway:GET on resource: arn:aws:apigateway:us-east-1::/apis',
  );
  await refused(reader.deleteApi({ ApiId }), denied, `apigateway:DELETE on resource: ${arn}`);
});
