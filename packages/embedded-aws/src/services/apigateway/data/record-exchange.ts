import type { Platform } from '../../../platform';
import type { AccessLog } from './access-log';
import { accessLogLine } from './access-log-line';
import type { Exchange } from './exchange';

const NAMESPACE = 'AWS/ApiGateway';

/** Billing unit of HTTP APIs. */
const UNIT_BYTES = 512 * 1024;

/** Statuses that AWS does not bill: unauthorized and throttled requests. */
const UNBILLED: ReadonlySet<number> = new Set([401, 403, 429]);

/** Records an exchange in access log, metrics and bill. */
export function recordExchange(exchange: Exchange, apiId: string, log: AccessLog, platform: Platform): void {
  const { stage, status, requestBytes, responseBytes, request } = exchange;
  if (!stage) return;
  const settings = stage.accessLogSettings;
  if (settings?.destinationArn !== undefined && settings.format !== undefined) {
    const place = { accountId: platform.accountId, apiId };
    log.add(settings.destinationArn, request.timeMs, accessLogLine(settings.format, exchange, place));
  }
  addMetrics(exchange, { ApiId: apiId }, platform);
  addMetrics(exchange, { ApiId: apiId, Stage: stage.stageName }, platform);
  if (!UNBILLED.has(status))
    platform.meter.add(
      'httpApiRequests',
      Math.max(1, Math.ceil(Math.max(requestBytes, responseBytes) / UNIT_BYTES)),
    );
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
function addMetrics(
  { status, latencyMs, integration, requestBytes, responseBytes }: Exchange,
  dimensions: Readonly<Record<string, string>>,
  { metrics }: Platform,
): void {
  const add = (name: string, value: number, unit: string): void =>
    metrics.series(NAMESPACE, name, dimensions, unit).add(value);
  add('Count', 1, 'Count');
  add('4xx', status >= 400 && status < 500 ? 1 : 0, 'Count');
  add('5xx', status >= 500 ? 1 : 0, 'Count');
  add('Latency', latencyMs, 'Milliseconds');
  add('DataProcessed', requestBytes + responseBytes, 'Bytes');
  if (integration) add('IntegrationLatency', integration.latencyMs, 'Milliseconds');
}
