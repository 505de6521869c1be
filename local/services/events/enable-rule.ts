import { checkBus } from './check-bus';
import { eventsAction, onRule } from './events-action';
import { NAMED_RULE } from './events-shapes';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EnableRule.html */
export const enableRule = eventsAction({
  input: NAMED_RULE,
  permissions: onRule('events:EnableRule'),
  run: ({ Name, EventBusName }, store) => {
    checkBus(EventBusName, store);
    store.setState(store.mustFind(Name), 'ENABLED');
    return undefined;
  },
});
