import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2';
import { IAM } from '@aws-sdk/client-iam';
import { Lambda } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Account } from '../account';
import type { ConformanceCase, Source } from '../conformance-case';
import { recorded } from '../sources';

const guide = (page: string): Source =>
  recorded('awsdocs/amazon-api-gateway-developer-guide', `doc_source/${page}.md`);
const captured = (file: string): Source => recorded('hotsock/voker', `vokerhttp/testdata/${file}.json`);

const SHOP = 'https://www.example.com';
const ECHO = '(event) => ({ statusCode: 200, body: JSON.stringify(event) })';

interface Setting {
  /** Source of the function. @default returns its event */
  readonly handler?: string;
  readonly routes?: readonly string[];
  /** Routes with a JWT authorizer. */
  readonly guarded?: readonly string[];
  readonly issuer?: string;
  readonly cors?: object;
  readonly stage?: object;
  readonly isAllowed?: boolean;
}

/** An API whose routes all go to one function; its address. */
async function deploy({ client }: Account, setting: Setting): Promise<string> {
  const { handler = ECHO, routes = ['$default'], guarded = [], issuer = 'https://issuer.example' } = setting;
  const document = {
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  const { Role } = await client(IAM).createRole({
    RoleName: 'function',
    AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: document }),
  });
  const { FunctionArn } = await client(Lambda).createFunction({
    FunctionName: 'function',
    Runtime: 'nodejs22.x',
    Role: Role!.Arn,
    Handler: 'index.handler',
    Code: {
      ZipFile: zipSync({ 'index.js': strToU8(`exports.handler = async (event) => (${handler})(event);`) }),
    },
  });
  const gateway = client(ApiGatewayV2);
  const { ApiId, ApiEndpoint } = await gateway.createApi({
    Name: 'api',
    ProtocolType: 'HTTP',
    CorsConfiguration: setting.cors,
  });
  await gateway.createStage({ ApiId, StageName: '$default', AutoDeploy: true, ...setting.stage });
  const { IntegrationId } = await gateway.createIntegration({
    ApiId,
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: FunctionArn,
    PayloadFormatVersion: '2.0',
  });
  const Target = `integrations/${IntegrationId}`;
  for (const RouteKey of routes) await gateway.createRoute({ ApiId, RouteKey, Target });
  if (guarded.length > 0) {
    const { AuthorizerId } = await gateway.createAuthorizer({
      ApiId,
      Name: 'users',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: issuer, Audience: ['audience'] },
    });
    for (const RouteKey of guarded)
      await gateway.createRoute({ ApiId, RouteKey, Target, AuthorizationType: 'JWT', AuthorizerId });
  }
  if (setting.isAllowed !== false)
    await client(Lambda).addPermission({
      FunctionName: 'function',
      StatementId: 'apigateway',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: `arn:aws:execute-api:us-east-1:123456789012:${ApiId}/*`,
    });
  return ApiEndpoint!;
}

interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
}

/** Sends a path as it is written, with any headers: `fetch` normalizes both. */
const ask = (url: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<object> =>
  new Promise((resolve, reject) => {
    const { hostname, port, origin } = new URL(url);
    const path = url.slice(origin.length);
    httpRequest({ hostname, port, path, method, headers: { ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode, headers: response.headers, text, json: parsed(text) });
      });
    })
      .on('error', reject)
      .end(body);
  });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A case about one request to an API. */
const about = (
  id: string,
  title: string,
  source: Source,
  setting: Setting,
  [path, options]: readonly [path: string, options?: Ask],
  expected: object,
): ConformanceCase => ({
  id,
  title,
  source,
  run: async (account) => ask((await deploy(account, setting)) + path, options),
  expected,
});

const PETS = ['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default'];

const routes = (
  [
    ['GET', '/pets/dog/1', 'GET /pets/dog/1'],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}'],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}'],
    ['POST', '/test/5', 'ANY /{proxy+}'],
  ] as const
).map(([method, path, routeKey]) =>
  about(
    `route ${method} ${path}`,
    `sends ${method} ${path} to the most specific route`,
    guide('http-api-develop-routes'),
    { routes: PETS },
    [path, { method }],
    { status: 200, json: { routeKey } },
  ),
);

/** Paths that were sent to a live HTTP API, and what its function got; undefined for a refusal. */
const PATHS: readonly (readonly [sent: string, got: string | undefined])[] = [
  ['/capture/plain', '/capture/plain'],
  ['/capture/space%20value', '/capture/space value'],
  ['/capture/question%3Fvalue', '/capture/question'],
  ['/capture/percent%25done', undefined],
  ['/capture/hash%23value', '/capture/hash#value'],
  ['/capture/slash%2Fvalue', '/capture/slash/value'],
  ['/capture/unicode-%CE%BB-%E4%B8%96%E7%95%8C', '/capture/unicode-λ-世界'],
  ['/capture/literal%252Fvalue', '/capture/literal/value'],
  ['/capture/literal%253Fvalue', '/capture/literal?value'],
  ['/capture/literal%2525value', '/capture/literal%value'],
];

const paths = PATHS.map(([sent, got]) =>
  about(
    `path ${sent}`,
    got === undefined ? `refuses the path ${sent}` : `hands ${sent} on as ${got}`,
    captured('ingress-paths'),
    {},
    [sent],
    got === undefined ? { status: 400 } : { json: { rawPath: got, requestContext: { http: { path: got } } } },
  ),
);

const CAPTURED_QUERY =
  'repeat=one&repeat=two&redirect=https%3A%2F%2Fexample.com%2Fa%2Fb&literalPlus=a+b&encodedPlus=a%2Bb&empty=';
const CAPTURED_BODY = '{"message":"hello from the public internet","unicode":"lambda-λ"}';

const event = about(
  'event',
  'gives a function the event of payload format 2.0',
  captured('apigwv2-request'),
  {},
  [
    `/capture/space%20value?${CAPTURED_QUERY}`,
    {
      method: 'POST',
      body: CAPTURED_BODY,
      headers: {
        accept: '*/*',
        'content-length': String(Buffer.byteLength(CAPTURED_BODY)),
        'content-type': 'application/json',
        'user-agent': 'curl/8.7.1',
        cookie: 'session=abc123; theme=dark',
        'x-voker-probe': ['first', 'second'],
      },
    },
  ],
  {
    json: {
      version: '2.0',
      routeKey: '$default',
      rawPath: '/capture/space value',
      rawQueryString: CAPTURED_QUERY,
      cookies: ['session=abc123', 'theme=dark'],
      headers: {
        accept: '*/*',
        'content-length': '66',
        'content-type': 'application/json',
        cookie: undefined,
        'user-agent': 'curl/8.7.1',
        'x-amzn-trace-id': /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/,
        'x-forwarded-for': /^[\d.]+$/,
        'x-forwarded-port': /^\d+$/,
        'x-voker-probe': 'first,second',
      },
      queryStringParameters: {
        empty: '',
        encodedPlus: 'a+b',
        literalPlus: 'a b',
        redirect: 'https://example.com/a/b',
        repeat: 'one,two',
      },
      requestContext: {
        accountId: /^\d{12}$/,
        apiId: /^[a-z0-9]{10}$/,
        domainPrefix: /^[a-z0-9]{10}$/,
        http: {
          method: 'POST',
          path: '/capture/space value',
          protocol: 'HTTP/1.1',
          sourceIp: /^[\d.]+$/,
          userAgent: 'curl/8.7.1',
        },
        requestId: /^[\w+/-]{15}=$/,
        routeKey: '$default',
        stage: '$default',
        time: /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/,
      },
      body: CAPTURED_BODY,
      isBase64Encoded: false,
    },
  },
);

const LAMBDA = guide('http-api-develop-integrations-lambda');
const JSON_TYPE = { 'content-type': 'application/json' };

const answers = [
  about(
    'inferred text',
    'answers a text of a function as it is, with status 200 as JSON',
    LAMBDA,
    { handler: '() => "Hello from Lambda!"' },
    ['/'],
    { status: 200, text: 'Hello from Lambda!', headers: JSON_TYPE },
  ),
  about(
    'inferred object',
    'answers an object without statusCode as JSON with status 200',
    LAMBDA,
    { handler: '() => ({ message: "Hello from Lambda!" })' },
    ['/'],
    { status: 200, json: { message: 'Hello from Lambda!' }, headers: JSON_TYPE },
  ),
  about(
    'cookies',
    'makes a set-cookie header of each cookie',
    LAMBDA,
    { handler: '() => ({ statusCode: 201, cookies: ["cookie1", "cookie2"], body: "" })' },
    ['/'],
    { status: 201, headers: { 'set-cookie': ['cookie1', 'cookie2'] } },
  ),
  about(
    'list in a header',
    'answers 500 for a header that is a list',
    { url: 'https://github.com/CodeGenieApp/serverless-express/issues/355' },
    { handler: '() => ({ statusCode: 200, headers: { "set-cookie": ["a=b", "c=d"] }, body: "e30=" })' },
    ['/'],
    { status: 500, json: { message: 'Internal Server Error' }, headers: JSON_TYPE },
  ),
  about(
    'no permission',
    'answers 500 if the function’s policy does not allow API Gateway',
    guide('http-api-troubleshooting-lambda'),
    { isAllowed: false },
    ['/'],
    { status: 500, json: { message: 'Internal Server Error' } },
  ),
  about(
    'no route',
    'answers 404 without a route',
    guide('http-api-develop-routes'),
    { routes: ['GET /a'] },
    ['/b'],
    {
      status: 404,
      json: { message: 'Not Found' },
    },
  ),
];

const CORS = guide('http-api-cors');
const cors = { AllowOrigins: [SHOP], AllowMethods: ['GET', 'POST', 'DELETE'], MaxAge: 300 };
const PREFLIGHT = { method: 'OPTIONS', headers: { origin: SHOP, 'access-control-request-method': 'GET' } };

const crossOrigin = [
  about(
    'preflight',
    'answers preflight requests without a route for OPTIONS',
    CORS,
    { cors, routes: ['GET /items'] },
    ['/items', PREFLIGHT],
    {
      status: 204,
      headers: {
        'access-control-allow-origin': SHOP,
        'access-control-allow-methods': 'GET,POST,DELETE',
        'access-control-max-age': '300',
      },
    },
  ),
  about(
    'headers of functions',
    'ignores CORS headers of the integration',
    CORS,
    { cors, handler: '() => ({ statusCode: 200, headers: { "access-control-allow-origin": "*" } })' },
    ['/', { headers: { origin: SHOP } }],
    { status: 200, headers: { 'access-control-allow-origin': SHOP } },
  ),
  about(
    'guarded default',
    'asks for a token in preflight requests that match $default with an authorizer',
    CORS,
    { cors, routes: [], guarded: ['$default'] },
    ['/', PREFLIGHT],
    { status: 401 },
  ),
  about(
    'open route for OPTIONS',
    'sends preflight requests to an OPTIONS route beside $default with an authorizer',
    CORS,
    { cors, routes: ['OPTIONS /{proxy+}'], guarded: ['$default'] },
    ['/a', PREFLIGHT],
    { status: 200, json: { routeKey: 'OPTIONS /{proxy+}' } },
  ),
  about(
    'guarded ANY',
    'asks for a token in preflight requests that match ANY with an authorizer',
    { url: 'https://github.com/anomalyco/sst/issues/5493' },
    { cors, routes: [], guarded: ['ANY /user'] },
    ['/user', PREFLIGHT],
    { status: 401 },
  ),
];

/** What a request with a token gets that the issuer has signed, with these claims. */
async function askWithToken(account: Account, claims: object): Promise<object> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer(({ url }, response) => {
    const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'one' }];
    response.end(JSON.stringify(url === '/keys' ? { keys } : { jwks_uri: `${issuer}/keys` }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const endpoint = await deploy(account, { routes: [], guarded: ['$default'], issuer });
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = Math.floor(account.aws.clock.now() / 1_000) + 60;
    const signed = `${part({ alg: 'RS256', kid: 'one' })}.${part({ iss: issuer, exp, ...claims })}`;
    const token = `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
    return await ask(endpoint, { headers: { authorization: token } });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const TROUBLE = {
  url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html',
};
const WRONG_AUDIENCE = {
  status: 401,
  json: { message: 'Unauthorized' },
  headers: {
    'www-authenticate':
      'Bearer scope="" error="invalid_token" error_description="the token does not have a valid audience"',
  },
};

const tokens: readonly ConformanceCase[] = [
  {
    id: 'audience',
    title: 'refuses a token for another audience',
    source: TROUBLE,
    run: (account) => askWithToken(account, { aud: 'other' }),
    expected: WRONG_AUDIENCE,
  },
  {
    id: 'aud before client_id',
    title: 'looks at aud alone if there is client_id as well',
    source: TROUBLE,
    run: (account) => askWithToken(account, { aud: 'other', client_id: 'audience' }),
    expected: WRONG_AUDIENCE,
  },
  {
    id: 'client_id',
    title: 'looks at client_id without aud, and takes a token without Bearer',
    source: guide('http-api-jwt-authorizer'),
    run: (account) => askWithToken(account, { client_id: 'audience', emailID: 'a@b.c' }),
    expected: {
      status: 200,
      json: { requestContext: { authorizer: { jwt: { claims: { emailID: 'a@b.c' }, scopes: null } } } },
    },
  },
];

const limits: readonly ConformanceCase[] = [
  {
    id: 'throttled',
    title: 'answers 429 beyond the burst of a route',
    source: guide('http-api-throttling'),
    run: async (account) => {
      const RouteSettings = { 'GET /pets': { ThrottlingBurstLimit: 1, ThrottlingRateLimit: 0.001 } };
      const endpoint = await deploy(account, { routes: ['GET /pets'], stage: { RouteSettings } });
      return [await ask(`${endpoint}/pets`), await ask(`${endpoint}/pets`)];
    },
    expected: [{ status: 200 }, { status: 429, json: { message: 'Too Many Requests' } }],
  },
];

/** HTTP APIs. */
export const apiGateway: readonly ConformanceCase[] = [
  ...routes,
  ...paths,
  event,
  ...answers,
  ...crossOrigin,
  ...tokens,
  ...limits,
];
