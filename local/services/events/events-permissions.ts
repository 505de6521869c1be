import { onAnything, onMember } from '../../authorization/needs';
import { passRole } from '../../authorization/pass-role';
import type { Permission, Permissions } from '../../authorization/permission';
import type { EventsStore } from './events-store';

const EVENTS = 'events.amazonaws.com';

interface RuleInput {
  readonly Name?: string;
  readonly Rule?: string;
}

const onRule =
  (action: string): Permission<EventsStore> =>
  ({ Name, Rule = Name }: RuleInput, store) => [{ action, resources: [store.arnOf(Rule!)] }];

/**
 * What EventBridge's operations need.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
 */
export const EVENTS_PERMISSIONS: Permissions<EventsStore> = {
  DeleteRule: onRule('events:DeleteRule'),
  DescribeRule: onRule('events:DescribeRule'),
  DisableRule: onRule('events:DisableRule'),
  EnableRule: onRule('events:EnableRule'),
  ListRuleNamesByTarget: onAnything('events:ListRuleNamesByTarget'),
  ListRules: onAnything('events:ListRules'),
  ListTagsForResource: onMember('events:ListTagsForResource', 'ResourceARN'),
  ListTargetsByRule: onRule('events:ListTargetsByRule'),
  PutEvents: (_input, store) => [{ action: 'events:PutEvents', resources: [store.busArn] }],
  PutRule: (
    { Name, RoleArn, Tags = [] }: { Name: string; RoleArn?: string; Tags?: readonly object[] },
    store,
  ) => {
    const resources = [store.arnOf(Name)];
    return [
      { action: 'events:PutRule', resources },
      ...(Tags.length > 0 ? [{ action: 'events:TagResource', resources }] : []),
      ...passRole(RoleArn, EVENTS),
    ];
  },
  PutTargets: (
    { Rule, Targets }: { Rule: string; Targets: readonly { readonly RoleArn?: string }[] },
    store,
  ) => [
    { action: 'events:PutTargets', resources: [store.arnOf(Rule)] },
    ...Targets.flatMap(({ RoleArn }) => passRole(RoleArn, EVENTS)),
  ],
  RemoveTargets: onRule('events:RemoveTargets'),
  TagResource: onMember('events:TagResource', 'ResourceARN'),
  TestEventPattern: onAnything('events:TestEventPattern'),
  UntagResource: onMember('events:UntagResource', 'ResourceARN'),
};
