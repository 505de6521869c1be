import { passRole, type Need, type Permission } from '../../authorization/permission';
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
  (action: string): Permission<RuleInput, EventsStore> =>
  ({ EventBusName, ...input }, store) => [
    { action, resources: [store.arnOf('Name' in input ? input.Name : input.Rule, EventBusName)] },
  ];

type RuleInput = { readonly EventBusName?: string } & ({ readonly Name: string } | { readonly Rule: string });

/** Permission to pass EventBridge a role. */
export const passToEvents = (roleArn: string | undefined): readonly Need[] =>
  passRole(roleArn, 'events.amazonaws.com');
