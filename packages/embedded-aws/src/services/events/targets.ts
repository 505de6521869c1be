import { AwsError } from '../../aws-error';
import { byKey, pageOf } from '../../gateway/page';
import { eventsAction, passToEvents, onRule } from './events-action';
import { RULE_OF_TARGETS, PAGE, FORCE, TARGET_ID } from './events-shapes';
import { checkTarget } from './target/check-target';
import { TARGET } from './target/target';

/** AWS's default quota per rule. */
const MAX_TARGETS = 5;

/** Replaces a target of the same id. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */
export const putTargets = eventsAction({
  input: { ...RULE_OF_TARGETS, Targets: { type: 'list', required: true, min: 1, max: 100, of: TARGET } },
  permissions: ({ Rule, EventBusName, Targets }, store) => [
    { action: 'events:PutTargets', resources: [store.arnOf(Rule, EventBusName)] },
    ...Targets.flatMap(({ RoleArn }) => passToEvents(RoleArn)),
  ],
  run: ({ Rule, EventBusName, Targets }, store) => {
    const rule = store.mustFind(Rule, EventBusName);
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

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
export const listTargetsByRule = eventsAction({
  input: { ...RULE_OF_TARGETS, ...PAGE },
  permissions: onRule('events:ListTargetsByRule'),
  run: ({ Rule, EventBusName, Limit = 100, NextToken: token }, store) => {
    const idOf = ({ Id }: { readonly Id: string }): string => Id;
    const targets = [...store.mustFind(Rule, EventBusName).targets.values()].sort(byKey(idOf));
    const { items, nextToken } = pageOf(targets, idOf, { size: Limit, token });
    return { Targets: items, NextToken: nextToken };
  },
});

/** Ignores unknown targets. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html */
export const removeTargets = eventsAction({
  input: {
    ...RULE_OF_TARGETS,
    Ids: { type: 'list', required: true, min: 1, max: 100, of: TARGET_ID },
    Force: FORCE,
  },
  permissions: onRule('events:RemoveTargets'),
  run: ({ Rule, EventBusName, Ids }, store) => {
    const rule = store.mustFind(Rule, EventBusName);
    for (const id of Ids) rule.targets.delete(id);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
});
