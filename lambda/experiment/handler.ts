import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import type { ExperimentEnvironment } from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import { handlerLogger } from '../shop/functions/handler-logger';
import { experimentTotals } from './experiment-totals';

const env = process.env as unknown as ExperimentEnvironment;

/** Entry point of the function that EventBridge calls every hour. */
export const handler = experimentTotals({
  s3: new S3Client({}),
  // The account's quota is only a few requests per second.
  logs: new CloudWatchLogsClient({ maxAttempts: 10, retryMode: 'adaptive' }),
  bucket: env.DATA_BUCKET,
  logGroup: env.LOG_GROUP,
  experiment: env.EXPERIMENT,
  now: Date.now,
  logger: handlerLogger(),
});
