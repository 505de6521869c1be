import { clfTime } from './clf-time';
import type { Exchange } from './exchange';

/** Where an API is, for its access log. */
export interface LogPlace {
  readonly accountId: string;
  readonly apiId: string;
}

type Variable = (exchange: Exchange, place: LogPlace) => string | number | undefined;

const requestId: Variable = ({ request }) => request.requestId;
const integrationError: Variable = ({ integration }) => integration?.error;
const integrationLatency: Variable = ({ integration }) => integration && Math.round(integration.latencyMs);
const integrationStatus: Variable = ({ integration }) => integration?.status;
const endpointRequestId: Variable = ({ integration }) => integration?.requestId;
const errorMessage: Variable = ({ error }) => error?.message;

/**
 * The variables of HTTP APIs that can have a value here. Others, like those of IAM authorization and custom
 * domain names, and unknown ones, are `-`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const VARIABLES: Readonly<Record<string, Variable>> = {
  accountId: (_, { accountId }) => accountId,
  apiId: (_, { apiId }) => apiId,
  'authorizer.error': ({ authorizerError }) => authorizerError,
  awsEndpointRequestId: endpointRequestId,
  dataProcessed: ({ requestBytes, responseBytes }) => requestBytes + responseBytes,
  domainName: ({ request }) => headerOf(request.rawHeaders, 'host'),
  domainPrefix: (_, { apiId }) => apiId,
  'error.message': errorMessage,
  'error.messageString': errorMessage,
  'error.responseType': ({ error }) => error?.responseType,
  extendedRequestId: requestId,
  httpMethod: ({ request }) => request.method,
  'identity.sourceIp': ({ request }) => request.sourceIp,
  'identity.userAgent': ({ request }) => headerOf(request.rawHeaders, 'user-agent'),
  'integration.error': integrationError,
  'integration.integrationStatus': integrationStatus,
  'integration.latency': integrationLatency,
  'integration.requestId': endpointRequestId,
  'integration.status': ({ integration }) => integration?.functionStatus,
  integrationErrorMessage: integrationError,
  integrationLatency,
  integrationStatus,
  path: ({ request }) => request.path,
  protocol: ({ request }) => request.protocol,
  requestId,
  requestTime: ({ request }) => clfTime(request.timeMs),
  requestTimeEpoch: ({ request }) => Math.floor(request.timeMs / 1_000),
  responseLatency: ({ latencyMs }) => Math.round(latencyMs),
  responseLength: ({ responseBytes }) => responseBytes,
  routeKey: ({ route }) => route?.routeKey,
  stage: ({ stage }) => stage?.stageName,
  status: ({ status }) => status,
};

const CLAIM = 'authorizer.claims.';

/** The only variable whose value is quoted. */
const QUOTED = 'error.messageString';

/** A line of the access log. Values are escaped: none can end the line or, in a JSON format, its string. */
export const accessLogLine = (format: string, exchange: Exchange, place: LogPlace): string =>
  format.replace(/\$context((?:\.\w+)+)/g, (_, path: string) => {
    const name = path.slice(1);
    const value = name.startsWith(CLAIM)
      ? claimOf(exchange, name.slice(CLAIM.length))
      : Object.hasOwn(VARIABLES, name)
        ? VARIABLES[name](exchange, place)
        : undefined;
    if (value === undefined || value === '') return '-';
    return name === QUOTED ? `"${escaped(String(value))}"` : escaped(String(value));
  });

const claimOf = ({ claims = {} }: Exchange, name: string): string | undefined =>
  Object.hasOwn(claims, name) ? claims[name] : undefined;

const escaped = (text: string): string =>
  text
    .replace(/["\\]/g, '\\$&')
    .replace(/\p{Cc}/gu, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);

function headerOf(rawHeaders: readonly string[], name: string): string | undefined {
  const at = rawHeaders.findIndex((each, index) => index % 2 === 0 && each.toLowerCase() === name);
  return at < 0 ? undefined : rawHeaders[at + 1];
}
