import { AwsError } from '../../aws-error';
import { checkBus } from './check-bus';
import { eventsAction, onRule } from './events-action';
import { FORCE, NAMED_RULE } from './events-shapes';

/** Deleting what is not there succeeds. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html */
export const deleteRule = eventsAction({
  input: { ...NAMED_RULE, Force: FORCE },
  permissions: onRule('events:DeleteRule'),
  run: ({ Name, EventBusName }, store) => {
    checkBus(EventBusName, store);
    const targets = store.find(Name)?.targets.size ?? 0;
    if (targets > 0) throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
    store.remove(Name);
    return undefined;
  },
});
