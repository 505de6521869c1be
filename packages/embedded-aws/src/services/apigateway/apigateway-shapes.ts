import type { Fields, InputOf, Shape } from '../../gateway/shape';

const ID = { type: 'string', required: true, min: 1, max: 64 } as const satisfies Shape;
const TEXT = { type: 'string', max: 1024 } as const satisfies Shape;
const STRINGS = { type: 'list', of: { type: 'string', min: 1, max: 512 } } as const satisfies Shape;

/** Identifies an API. */
export const NAMED_API = { apiId: ID } as const satisfies Fields;
/** Identifies a stage. */
export const NAMED_STAGE = { ...NAMED_API, stageName: { ...ID, max: 128 } } as const satisfies Fields;
/** Identifies a route. */
export const NAMED_ROUTE = { ...NAMED_API, routeId: ID } as const satisfies Fields;
/** Identifies an integration. */
export const NAMED_INTEGRATION = { ...NAMED_API, integrationId: ID } as const satisfies Fields;
/** Identifies an authorizer. */
export const NAMED_AUTHORIZER = { ...NAMED_API, authorizerId: ID } as const satisfies Fields;

/** Tags by key. */
export const TAGS = { type: 'map', max: 50, of: { type: 'string', max: 256 } } as const satisfies Shape;

/** Page selection; the API has strings for both. */
export const PAGE = {
  maxResults: { type: 'integer', min: 1, max: 500 },
  nextToken: { type: 'string', min: 1, max: 2048 },
} as const satisfies Fields;

/** Which pages of other origins may call an API, and how. */
export const CORS = {
  type: 'structure',
  fields: {
    allowOrigins: STRINGS,
    allowMethods: STRINGS,
    allowHeaders: STRINGS,
    exposeHeaders: STRINGS,
    allowCredentials: { type: 'boolean' },
    maxAge: { type: 'integer', min: -1, max: 86_400 },
  },
} as const satisfies Shape;

/** Members of an API that creation, update and CloudFormation share. */
export const API_FIELDS = {
  name: { type: 'string', min: 1, max: 128 },
  description: TEXT,
  version: { type: 'string', max: 64 },
  corsConfiguration: CORS,
  disableExecuteApiEndpoint: { type: 'boolean' },
  routeSelectionExpression: { type: 'string', subset: ['${request.method} ${request.path}'] },
  ipAddressType: { type: 'string', subset: ['ipv4'] },
} as const satisfies Fields;

/** WebSocket APIs are refused by name. */
export const PROTOCOL = { type: 'string', required: true, subset: ['HTTP'] } as const satisfies Shape;

const ROUTE_SETTINGS = {
  type: 'structure',
  fields: {
    throttlingRateLimit: { type: 'number', min: 0 },
    throttlingBurstLimit: { type: 'integer', min: 0 },
    detailedMetricsEnabled: { type: 'boolean' },
  },
} as const satisfies Shape;

/** Members of a stage that creation, update and CloudFormation share. */
export const STAGE_FIELDS = {
  description: TEXT,
  autoDeploy: { type: 'boolean' },
  accessLogSettings: {
    type: 'structure',
    fields: {
      destinationArn: { type: 'string', min: 1, max: 2048 },
      format: { type: 'string', min: 1, max: 3000 },
    },
  },
  defaultRouteSettings: ROUTE_SETTINGS,
  routeSettings: { type: 'map', of: ROUTE_SETTINGS },
  stageVariables: { type: 'map', of: { type: 'string', max: 2048 } },
} as const satisfies Fields;

/** Members of a route that creation, update and CloudFormation share. */
export const ROUTE_FIELDS = {
  authorizationType: { type: 'string', subset: ['NONE', 'JWT'] },
  authorizerId: { type: 'string', max: 64 },
  authorizationScopes: STRINGS,
  operationName: { type: 'string', max: 64 },
  target: { type: 'string', max: 128 },
} as const satisfies Fields;

/** A method and a path, or `$default`. */
export const ROUTE_KEY = { type: 'string', min: 1, max: 512 } as const satisfies Shape;

/** Members of an integration that creation, update and CloudFormation share. */
export const INTEGRATION_FIELDS = {
  connectionType: { type: 'string', subset: ['INTERNET'] },
  description: TEXT,
  integrationMethod: { type: 'string', subset: ['POST'] },
  integrationUri: { type: 'string', min: 1, max: 2048 },
  payloadFormatVersion: { type: 'string', subset: ['2.0'] },
  timeoutInMillis: { type: 'integer', min: 50, max: 30_000 },
} as const satisfies Fields;

/** HTTP_PROXY and the others are refused by name. */
export const INTEGRATION_TYPE = { type: 'string', subset: ['AWS_PROXY'] } as const satisfies Shape;

/** Members of an authorizer that creation, update and CloudFormation share. */
export const AUTHORIZER_FIELDS = {
  name: { type: 'string', min: 1, max: 128 },
  authorizerType: { type: 'string', subset: ['JWT'] },
  identitySource: STRINGS,
  jwtConfiguration: {
    type: 'structure',
    fields: { audience: STRINGS, issuer: { type: 'string', min: 1, max: 2048 } },
  },
} as const satisfies Fields;

type Timestamped = { readonly createdDate: string };

/** A CORS configuration. */
export type CorsConfiguration = NonNullable<InputOf<typeof API_FIELDS>['corsConfiguration']>;

/** An HTTP API's own members. */
export interface ApiEntry extends Omit<InputOf<typeof API_FIELDS>, 'name'>, Timestamped {
  readonly apiId: string;
  readonly name: string;
  /** `http://127.0.0.1:PORT` */
  readonly apiEndpoint: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A stage. */
export interface StageEntry extends InputOf<typeof STAGE_FIELDS>, Timestamped {
  readonly stageName: string;
  readonly lastUpdatedDate: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A route. */
export interface RouteEntry extends InputOf<typeof ROUTE_FIELDS> {
  readonly routeId: string;
  readonly routeKey: string;
}

/** An integration. */
export interface IntegrationEntry extends InputOf<typeof INTEGRATION_FIELDS> {
  readonly integrationId: string;
  readonly integrationType: 'AWS_PROXY';
  readonly integrationUri: string;
  readonly timeoutInMillis: number;
}

/** A JWT authorizer. */
export interface AuthorizerEntry {
  readonly authorizerId: string;
  readonly name: string;
  readonly authorizerType: 'JWT';
  readonly identitySource: readonly string[];
  readonly jwtConfiguration: { readonly issuer: string; readonly audience: readonly string[] };
}
