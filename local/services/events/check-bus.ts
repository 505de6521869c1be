import { AwsError } from '../../aws-error';
import type { EventsStore } from './events-store';

/** @throws AwsError `ResourceNotFoundException` for another event bus than the default one */
export function checkBus(nameOrArn: string | undefined, store: EventsStore): void {
  if (nameOrArn === undefined || nameOrArn === 'default' || nameOrArn === store.busArn) return;
  throw new AwsError(
    'ResourceNotFoundException',
    `Event bus ${nameOrArn} does not exist. The embedded AWS has the default one alone.`,
  );
}
