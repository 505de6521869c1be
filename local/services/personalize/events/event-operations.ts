import type { RestOperation } from '../../../gateway/rest-json-protocol';
import type { PersonalizeStore } from '../personalize-store';
import { putEvents } from './put-events';
import { putItems } from './put-items';
import { putUsers } from './put-users';

/** The operations of Personalize's events API that a domain dataset group can use. */
export const EVENT_OPERATIONS: Readonly<Record<string, RestOperation<PersonalizeStore>>> = {
  PutEvents: { route: 'POST /events', action: putEvents },
  PutItems: { route: 'POST /items', action: putItems },
  PutUsers: { route: 'POST /users', action: putUsers },
};
