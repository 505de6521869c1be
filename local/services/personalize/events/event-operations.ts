import type { RestOperation } from '../../../gateway/rest-json-protocol';
import { measured } from '../measured';
import type { PersonalizeStore } from '../personalize-store';
import { putEvents } from './put-events';
import { putItems, putUsers } from './put-records';

/** Ten records of 32,000 characters, any of which may be written as \uXXXX. */
const MAX_RECORDS_BYTES = 2 * 1024 * 1024;

/** The operations of Personalize's events API that a domain dataset group can use. */
export const EVENT_OPERATIONS: Readonly<Record<string, RestOperation<PersonalizeStore>>> = {
  PutEvents: {
    route: 'POST /events',
    action: measured(putEvents, {
      succeeded: 'PutEventsRequests',
      latency: 'PutEventLatency',
      clientErrors: 'PutEvents4xxErrors',
      serverErrors: 'PutEvents5xxErrors',
      dimension: 'EventTrackerArn',
      arnOf: ({ trackingId }, store) => store.eventTrackers.list({ trackingId })[0]?.arn,
    }),
  },
  PutItems: { route: 'POST /items', action: putItems, maxBodyBytes: MAX_RECORDS_BYTES },
  PutUsers: { route: 'POST /users', action: putUsers, maxBodyBytes: MAX_RECORDS_BYTES },
};
