import type { Clock } from '../clock';
import type { LoggedRequest } from '../request-log';
import type { Fault } from './fault-kinds';
import type { Subject } from './matches';

/** A strike as the request log tells it, just before what it does to a request. */
export const strikeEntry = (
  { fault }: Fault,
  { caller = '', ...subject }: Subject,
  clock: Clock,
): LoggedRequest => ({
  time: new Date(clock.now()).toISOString(),
  service: 'faults',
  operation: fault,
  region: 'global',
  caller,
  status: 0,
  ms: 0,
  note: `struck ${Object.values(subject).join(' ')}`,
});
