import { checkBus } from './check-bus';
import { eventsAction, onRule } from './events-action';
import { FORCE, RULE_OF_TARGETS, TARGET_ID } from './events-shapes';

/** A target that is not there is no error. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html */
export const removeTargets = eventsAction({
  input: {
    ...RULE_OF_TARGETS,
    Ids: { type: 'list', required: true, min: 1, max: 100, of: TARGET_ID },
    Force: FORCE,
  },
  permissions: onRule('events:RemoveTargets'),
  run: ({ Rule, EventBusName, Ids }, store) => {
    checkBus(EventBusName, store);
    const rule = store.mustFind(Rule);
    for (const id of Ids) rule.targets.delete(id);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
});
