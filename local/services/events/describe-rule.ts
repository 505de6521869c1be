import { checkBus } from './check-bus';
import { eventsAction, onRule } from './events-action';
import { NAMED_RULE } from './events-shapes';
import { ruleView } from './rule-view';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
export const describeRule = eventsAction({
  input: NAMED_RULE,
  permissions: onRule('events:DescribeRule'),
  run: ({ Name, EventBusName }, store) => {
    checkBus(EventBusName, store);
    return { ...ruleView(store.mustFind(Name)), CreatedBy: store.platform.accountId };
  },
});
