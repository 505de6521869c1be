import { passRole, type Need, type Permission } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { actionOf } from '../../gateway/action';
import type { EventsStore } from './events-store';

/** An operation of EventBridge. */
export const eventsAction = actionOf<EventsStore>();

/**
 * Permission for an action on a rule.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
 */
export const onRule =
  (action: string): Permission<{ readonly Name: string } | { readonly Rule: string }, EventsStore> =>
  (input, store) => [{ action, resources: [store.arnOf('Name' in input ? input.Name : input.Rule)] }];

/** Permission to pass EventBridge a role. */
export const passToEvents = (roleArn: string | undefined): readonly Need[] =>
  passRole(roleArn, 'events.amazonaws.com');

/** @throws AwsError `ResourceNotFoundException` for any bus but the default one */
export function checkBus(nameOrArn: string | undefined, store: EventsStore): void {
  if (nameOrArn === undefined || nameOrArn === 'default' || nameOrArn === store.busArn) return;
  throw new AwsError(
    'ResourceNotFoundException',
    `Event bus ${nameOrArn} does not exist. The embedded AWS has only the default one.`,
  );
}
