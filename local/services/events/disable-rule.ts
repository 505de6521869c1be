import { checkBus } from './check-bus';
import { eventsAction, onRule } from './events-action';
import { NAMED_RULE } from './events-shapes';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DisableRule.html */
export const disableRule = eventsAction({
  input: NAMED_RULE,
  permissions: onRule('events:DisableRule'),
  run: ({ Name, EventBusName }, store) => {
    checkBus(EventBusName, store);
    store.setState(store.mustFind(Name), 'DISABLED');
    return undefined;
  },
});
