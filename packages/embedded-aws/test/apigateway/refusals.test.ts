import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import { sessionOf } from '../authorization/session-of';
import { refused } from '../support/refused';
import { deployApi, JWT, standForAll } from './shop-api';

const stand = standForAll();
const { gateway } = stand;

type Call = (ApiId: string) => Promise<unknown>;

const api =
  (more: object): Call =>
  () =>
    gateway.createApi({ Name: 'a', ProtocolType: 'HTTP', ...more });
const cors =
  (CorsConfiguration: object): Call =>
  (ApiId) =>
    gateway.updateApi({ ApiId, CorsConfiguration });
const stage =
  (more: object): Call =>
  (ApiId) =>
    gateway.createStage({ ApiId, StageName: 'dev', ...more });
const route =
  (more: object): Call =>
  (ApiId) =>
    gateway.createRoute({ ApiId, RouteKey: 'GET /x', ...more });
const authorizer =
  (more: object): Call =>
  (ApiId) =>
    gateway.createAuthorizer({ ...JWT, ApiId, ...more });
const integration =
  (more: object): Call =>
  (ApiId) =>
    gateway.createIntegration({
      ApiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: 'arn:aws:lambda:us-east-1:123456789012:function:f',
      PayloadFormatVersion: '2.0',
      ...more,
    });

const METRICS = { AutoDeploy: true, DefaultRouteSettings: { DetailedMetricsEnabled: true } };
const HTTP_ISSUER = { ...JWT.JwtConfiguration, Issuer: 'http://issuer.example' };

it.each<[words: string, call: Call, name?: string]>([
  ["does not support 'WEBSOCKET'", api({ ProtocolType: 'WEBSOCKET' })],
  ["'target' is not known", api({ Target: 'arn:f' })],
  ['no custom domain names', api({ DisableExecuteApiEndpoint: true })],
  ["does not support 'HTTP_PROXY'", integration({ IntegrationType: 'HTTP_PROXY' })],
  [
    "does not support '1.0' at 'payloadFormatVersion'. Supported: 2.0",
    integration({ PayloadFormatVersion: '1.0' }),
  ],
  ['payloadFormatVersion is required', integration({ PayloadFormatVersion: undefined })],
  ['must be the ARN of a Lambda function', integration({ IntegrationUri: 'https://a.b' })],
  ['no deployments', stage({})],
  ['no POST /v2/apis/', (ApiId) => gateway.createDeployment({ ApiId }), 'UnknownOperationException'],
  ['no metrics by route', stage(METRICS)],
  ["does not support 'AWS_IAM'", route({ AuthorizationType: 'AWS_IAM' })],
  ["does not support 'REQUEST'", authorizer({ AuthorizerType: 'REQUEST' })],
  ['Invalid issuer: http://issuer.example', authorizer({ JwtConfiguration: HTTP_ISSUER })],
  ['identitySource must be', authorizer({ IdentitySource: ['$context.identity'] })],
  ['Invalid format for origin shop.example', cors({ AllowOrigins: ['shop.example'] })],
  ['allowCredentials is not supported', cors({ AllowOrigins: ['*'], AllowCredentials: true })],
  ['The integration none does not exist', route({ Target: 'integrations/none' })],
  ['Route with key $default already exists', route({ RouteKey: '$default' }), 'ConflictException'],
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
