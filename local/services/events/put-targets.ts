import { AwsError } from '../../aws-error';
import { checkBus } from './check-bus';
import { eventsAction, passToEvents } from './events-action';
import { RULE_OF_TARGETS } from './events-shapes';
import { checkTarget } from './target/check-target';
import { TARGET } from './target/target';

/** Of a rule, unless AWS raises it. */
const MAX_TARGETS = 5;

/** A target of an id that is there takes its place. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */
export const putTargets = eventsAction({
  input: { ...RULE_OF_TARGETS, Targets: { type: 'list', required: true, min: 1, max: 100, of: TARGET } },
  permissions: ({ Rule, Targets }, store) => [
    { action: 'events:PutTargets', resources: [store.arnOf(Rule)] },
    ...Targets.flatMap(({ RoleArn }) => passToEvents(RoleArn)),
  ],
  run: ({ Rule, EventBusName, Targets }, store) => {
    checkBus(EventBusName, store);
    const rule = store.mustFind(Rule);
    Targets.forEach(checkTarget);
    const ids = new Set([...rule.targets.keys(), ...Targets.map(({ Id }) => Id)]);
    if (ids.size > MAX_TARGETS)
      throw new AwsError(
        'LimitExceededException',
        `The requested resource exceeds the maximum number allowed: ${MAX_TARGETS} targets of a rule.`,
      );
    for (const target of Targets) rule.targets.set(target.Id, target);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
});
