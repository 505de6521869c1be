import type { PriceName } from '@ecommerce-recommenders/personalize/prices';
import type { RequestEntry } from '../request-log';
import type { Meter } from './meter';

/** Requests that AWS bills one by one: price by service and operation. */
const PRICE_OF: Readonly<Record<string, (operation: string) => PriceName | undefined>> = {
  s3: (operation) => {
    if (/^(Delete|Abort)/.test(operation)) return undefined;
    return /^(Put|Copy|Create|Upload|Complete|List)/.test(operation) ? 's3Writes' : 's3Reads';
  },
  // A VerifyMac that finds a mismatch is billed too.
  kms: (operation) => (/^(Generate|Verify)Mac$/.test(operation) ? 'macRequests' : undefined),
  monitoring: (operation) => (METRIC_REQUESTS.has(operation) ? 'metricRequests' : undefined),
};

const METRIC_REQUESTS = new Set([
  'PutMetricData',
  'GetMetricStatistics',
  'ListMetrics',
  'GetDashboard',
  'ListDashboards',
  'PutDashboard',
  'DeleteDashboards',
]);

/**
 * Counts a request if it is billed. S3 bills the owner neither for requests that it denies nor for its own errors.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ErrorCodeBilling.html
 */
export function meterRequest({ service, operation, status }: RequestEntry, meter: Meter): void {
  const price = PRICE_OF[service]?.(operation);
  if (price !== undefined && status !== 403 && status < 500) meter.add(price, 1);
}
