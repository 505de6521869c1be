import type { Header } from './cors';
import type { Exchange } from './exchange';
import type { ApiAnswer } from './lambda-answer';

/** Answers of the gateway itself, by status. */
const ANSWERS = {
  400: { message: 'Bad Request', responseType: 'BAD_REQUEST' },
  401: { message: 'Unauthorized', responseType: 'UNAUTHORIZED' },
  403: { message: 'Forbidden', responseType: 'ACCESS_DENIED' },
  404: { message: 'Not Found', responseType: 'NOT_FOUND' },
  413: { message: 'Request Entity Too Large', responseType: 'REQUEST_TOO_LARGE' },
  429: { message: 'Too Many Requests', responseType: 'THROTTLED' },
  500: { message: 'Internal Server Error', responseType: 'INTEGRATION_FAILURE' },
  503: { message: 'Service Unavailable', responseType: 'INTEGRATION_TIMEOUT' },
} as const;

/** A status that the gateway answers by itself. */
export type GatewayStatus = keyof typeof ANSWERS;

/** The gateway's own answer with a status, also noted for the access log. */
export function fail(exchange: Exchange, status: GatewayStatus, headers: readonly Header[] = []): ApiAnswer {
  exchange.error = ANSWERS[status];
  return {
    status,
    headers: [['content-type', 'application/json'], ...headers],
    body: JSON.stringify({ message: ANSWERS[status].message }),
  };
}
