import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  EVENT_SOURCE,
  type StackEvent,
} from '@ecommerce-recommenders/shop-data/contracts/bus-events/bus-events';
import { BUS_METRICS } from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import { embeddedMetrics, type MetricsDeps } from '../add-ons/embedded-metrics';
import { errorInWords } from '../shop/resources/error-in-words';
import type { HandlerLogger } from '../shop/functions/handler-logger';

/** Puts an event on the account's default event bus. @throws Error if the bus did not accept it; also logged and counted */
export type PutEvent = (event: StackEvent) => Promise<void>;

/** Dependencies of {@link eventBus}. */
export interface EventBusDeps extends MetricsDeps {
  readonly events: Pick<EventBridgeClient, 'send'>;
  readonly logger: HandlerLogger;
}

/** The account's default event bus. Each request has one event, because the entries of a request can fail separately. */
export function eventBus({ events, logger, ...deps }: EventBusDeps): PutEvent {
  return async ({ detailType, detail }) => {
    const fields = { detailType, id: detail.id };
    try {
      const { Entries } = await events.send(
        new PutEventsCommand({
          Entries: [
            {
              Source: EVENT_SOURCE,
              DetailType: detailType,
              Detail: JSON.stringify(detail),
              Resources: [detail.datasetGroupArn],
            },
          ],
        }),
      );
      const { ErrorCode, ErrorMessage } = Entries?.[0] ?? {};
      if (ErrorCode !== undefined) throw new Error(`${ErrorCode}: ${ErrorMessage}`);
      logger.info('event', fields);
    } catch (error) {
      const reason = errorInWords(error);
      logger.error('event', { ...embeddedMetrics(deps, [[BUS_METRICS.unputEvents, 1]]), ...fields, reason });
      throw new Error(reason, { cause: error });
    }
  };
}
