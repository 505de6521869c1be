import { onAnything } from '../../authorization/permission';
import { pageOf } from '../../gateway/page';
import { checkBus } from './check-bus';
import { eventsAction } from './events-action';
import { BUS, NAME_PREFIX, PAGE } from './events-shapes';
import { ruleView } from './rule-view';

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export const listRules = eventsAction({
  input: { ...BUS, ...PAGE, NamePrefix: NAME_PREFIX },
  permissions: onAnything('events:ListRules'),
  run: ({ EventBusName, NamePrefix = '', Limit = 100, NextToken: token }, store) => {
    checkBus(EventBusName, store);
    const found = store.list().filter(({ name }) => name.startsWith(NamePrefix));
    const { items, nextToken } = pageOf(found, ({ name }) => name, { size: Limit, token });
    return { Rules: items.map(ruleView), NextToken: nextToken };
  },
});
