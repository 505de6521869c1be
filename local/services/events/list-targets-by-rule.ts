import { byKey, pageOf } from '../../gateway/page';
import { checkBus } from './check-bus';
import { eventsAction, onRule } from './events-action';
import { PAGE, RULE_OF_TARGETS } from './events-shapes';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
export const listTargetsByRule = eventsAction({
  input: { ...RULE_OF_TARGETS, ...PAGE },
  permissions: onRule('events:ListTargetsByRule'),
  run: ({ Rule, EventBusName, Limit = 100, NextToken: token }, store) => {
    checkBus(EventBusName, store);
    const idOf = ({ Id }: { readonly Id: string }): string => Id;
    const targets = [...store.mustFind(Rule).targets.values()].sort(byKey(idOf));
    const { items, nextToken } = pageOf(targets, idOf, { size: Limit, token });
    return { Targets: items, NextToken: nextToken };
  },
});
