import { API_METRICS } from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import type { AnsweredUseCase } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { AnsweredFrom, RankedFrom } from '@ecommerce-recommenders/shop-data/contracts/api/openapi';
import { embeddedMetrics, type MetricsDeps } from '../add-ons/embedded-metrics';
import type { HandlerLogger } from '../shop/functions/handler-logger';

const counting = (deps: MetricsDeps, metric: keyof typeof API_METRICS): object =>
  embeddedMetrics(deps, [[API_METRICS[metric], 1]]);

/** Counts a fallback. */
export const fallbackMetric = (
  logger: HandlerLogger,
  deps: MetricsDeps,
  useCase: AnsweredUseCase | 'ranking',
  from: AnsweredFrom | RankedFrom,
): void => logger.info('fallback', { ...counting(deps, 'fallbacks'), useCase, from });

/** Counts a request whose events the tracker did not accept. */
export const lostEventsMetric = (logger: HandlerLogger, deps: MetricsDeps, reason: string): void =>
  logger.error('events', { ...counting(deps, 'lostEvents'), reason });

/** Logs and counts that the daily limit of guests is reached. */
export const guestsUsedUpMetric = (logger: HandlerLogger, deps: MetricsDeps, perDay: number): void =>
  logger.info('guests', { ...counting(deps, 'guestsUsedUp'), perDay });
