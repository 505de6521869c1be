import { onAnything } from '../../authorization/permission';
import { pageOf } from '../../gateway/page';
import { checkBus } from './check-bus';
import { eventsAction } from './events-action';
import { BUS, PAGE } from './events-shapes';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRuleNamesByTarget.html */
export const listRuleNamesByTarget = eventsAction({
  input: { ...BUS, ...PAGE, TargetArn: { type: 'string', required: true, min: 1, max: 1600 } },
  permissions: onAnything('events:ListRuleNamesByTarget'),
  run: ({ EventBusName, TargetArn, Limit = 100, NextToken: token }, store) => {
    checkBus(EventBusName, store);
    const found = store
      .list()
      .filter(({ targets }) => [...targets.values()].some(({ Arn }) => Arn === TargetArn));
    const { items, nextToken } = pageOf(found, ({ name }) => name, { size: Limit, token });
    return { RuleNames: items.map(({ name }) => name), NextToken: nextToken };
  },
});
