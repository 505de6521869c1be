import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { EventsStore } from './events-store';

/** An operation of EventBridge. */
export const eventsAction = <const F extends Fields>(
  action: Action<EventsStore, F>,
): Action<EventsStore, F> => action;
