import {
  ApiGatewayV2,
  type CreateApiCommandInput,
  type CreateAuthorizerCommandInput,
  type CreateStageCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import { Lambda, type CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import type { LocalAwsOptions } from '../../src/local-aws';
import { createAdminRole } from '../admin-role';
import { deploy } from '../lambda/deployed-function';
import { awsForAll, type TestAws } from '../support/test-aws';

/** The account in these tests. */
export const ACCOUNT = '123456789012';

/** Clients of an embedded AWS with a function `example`. */
export interface Stand {
  readonly aws: TestAws;
  readonly gateway: ApiGatewayV2;
  readonly lambda: Lambda;
}

/** One for all tests of the file, which begin with nothing in it. */
export function standForAll(options: LocalAwsOptions = {}): Stand {
  const aws = awsForAll({ functions: 'inline', ...options });
  afterEach(() => aws.reset());
  return { aws, gateway: aws.client(ApiGatewayV2), lambda: aws.client(Lambda) };
}

/** Creates an authorizer of tokens for users. */
export const createAuthorizer = async (
  { gateway }: Stand,
  ApiId: string,
  more: Partial<CreateAuthorizerCommandInput> = {},
): Promise<string> => {
  const { AuthorizerId } = await gateway.createAuthorizer({ ...JWT, ApiId, ...more });
  return AuthorizerId!;
};

export const JWT = {
  Name: 'users',
  AuthorizerType: 'JWT' as const,
  IdentitySource: ['$request.header.Authorization'],
  JwtConfiguration: { Issuer: 'https://issuer.example/pool', Audience: ['shop'] },
};

/** How often functions were invoked. */
export const invocations = ({ aws }: Stand): number =>
  aws.requests.list().filter(({ operation }) => operation === 'Invoke').length;

/** What an API of a test is made of. */
export interface ApiOptions {
  /** Source of `index.js`. @default returns the event */
  readonly code?: string;
  readonly function?: Partial<CreateFunctionCommandInput>;
  readonly routes?: readonly string[];
  readonly api?: Partial<CreateApiCommandInput>;
  readonly stage?: Partial<CreateStageCommandInput>;
  readonly timeoutInMillis?: number;
  /** Without it the function's policy does not allow API Gateway. @default true */
  readonly isAllowed?: boolean;
}

/** An API with one integration, to which all its routes go. */
export interface DeployedApi {
  readonly apiId: string;
  readonly endpoint: string;
  readonly integrationId: string;
  /** By route key. */
  readonly routeIds: ReadonlyMap<string, string>;
}

/** Returns the event that the function gets. */
export const ECHO = 'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });';

/** Creates a role, a function and an API in front of it. */
export async function deployApi(
  { aws, gateway, lambda }: Stand,
  {
    code = ECHO,
    function: configuration,
    routes = ['$default'],
    api,
    stage,
    timeoutInMillis,
    isAllowed = true,
  }: ApiOptions = {},
): Promise<DeployedApi> {
  await createAdminRole(aws.endpoint);
  const functionArn = await deploy(lambda, code, configuration);
  const created = await gateway.createApi({ Name: 'shop', ProtocolType: 'HTTP', ...api });
  const ApiId = created.ApiId!;
  await gateway.createStage({ ApiId, StageName: '$default', AutoDeploy: true, ...stage });
  const { IntegrationId } = await gateway.createIntegration({
    ApiId,
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: functionArn,
    PayloadFormatVersion: '2.0',
    TimeoutInMillis: timeoutInMillis,
  });
  const routeIds = new Map<string, string>();
  for (const RouteKey of routes) {
    const { RouteId } = await gateway.createRoute({
      ApiId,
      RouteKey,
      Target: `integrations/${IntegrationId}`,
    });
    routeIds.set(RouteKey, RouteId!);
  }
  if (isAllowed)
    await lambda.addPermission({
      FunctionName: 'example',
      StatementId: 'gateway',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: `arn:aws:execute-api:us-east-1:${ACCOUNT}:${ApiId}/*`,
    });
  return { apiId: ApiId, endpoint: created.ApiEndpoint!, integrationId: IntegrationId!, routeIds };
}

/** Status, headers and parsed body of an answer. */
export async function ask(
  url: string,
  init?: RequestInit,
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const response = await fetch(url, init);
  const text = await response.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Not every answer is JSON.
  }
  return { status: response.status, headers: response.headers, body };
}
