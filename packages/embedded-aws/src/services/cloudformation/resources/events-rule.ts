import type { InputOf } from '../../../gateway/shape';
import type { AwsCall } from '../../../platform';
import { TAG_LIST } from '../../../tags';
import { TARGET } from '../../events/target/target';
import { resourceType } from './resource-type';
import { tagChanges } from './template-properties';
import { unlessGone } from './unless-gone';

const PROPERTIES = {
  Name: { type: 'string', max: 64 },
  EventBusName: { type: 'string' },
  Description: { type: 'string' },
  EventPattern: { type: 'any' },
  ScheduleExpression: { type: 'string' },
  RoleArn: { type: 'string' },
  State: { type: 'string', subset: ['ENABLED', 'DISABLED'] },
  Targets: { type: 'list', of: TARGET },
  Tags: TAG_LIST,
} as const;

type RuleProperties = InputOf<typeof PROPERTIES>;

/**
 * Ref is the name, after the bus unless it is the default one: `bus|rule`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html
 */
export const eventsRule = resourceType({
  properties: PROPERTIES,
  createOnly: ['Name', 'EventBusName'],
  create: async (properties, { aws, initiated, newName }) => {
    const { Targets = [], Tags } = properties;
    const Name = properties.Name ?? newName({ maxLength: 64 });
    const { RuleArn } = await aws<{ RuleArn: string }>('events', 'PutRule', {
      ...ruleInput(Name, properties),
      ...(Tags && { Tags }),
    });
    const physicalId = RuleArn.slice(RuleArn.indexOf('/') + 1).replace('/', '|');
    initiated(physicalId);
    if (Targets.length > 0) await aws('events', 'PutTargets', { ...namedRule(physicalId), Targets });
    return { physicalId, attributes: { Arn: RuleArn, RuleName: Name } };
  },
  update: async (properties, { aws, physicalId, previous }) => {
    const { Targets = [] } = properties;
    const rule = namedRule(physicalId);
    const { RuleArn } = await aws<{ RuleArn: string }>('events', 'PutRule', ruleInput(rule.Rule, properties));
    const kept = new Set(Targets.map(({ Id }) => Id));
    const gone = (previous.Targets ?? []).map(({ Id }) => Id).filter((id) => !kept.has(id));
    if (gone.length > 0) await aws('events', 'RemoveTargets', { ...rule, Ids: gone });
    if (Targets.length > 0) await aws('events', 'PutTargets', { ...rule, Targets });
    const { added, removedKeys } = tagChanges(previous.Tags, properties.Tags);
    const ResourceARN = RuleArn;
    if (removedKeys.length > 0) await aws('events', 'UntagResource', { ResourceARN, TagKeys: removedKeys });
    if (added.length > 0) await aws('events', 'TagResource', { ResourceARN, Tags: added });
  },
  remove: (physicalId, { aws }) => unlessGone(deleteRule(namedRule(physicalId), aws)),
});

/** Input members that name a rule by its physical id. */
interface NamedRule {
  readonly Rule: string;
  readonly EventBusName?: string;
}

function namedRule(physicalId: string): NamedRule {
  const bar = physicalId.indexOf('|');
  if (bar < 0) return { Rule: physicalId };
  return { Rule: physicalId.slice(bar + 1), EventBusName: physicalId.slice(0, bar) };
}

function ruleInput(Name: string, properties: RuleProperties): object {
  const { EventBusName, Description, EventPattern, ScheduleExpression, RoleArn, State } = properties;
  return {
    Name,
    ...(EventBusName !== undefined && { EventBusName }),
    ...(Description !== undefined && { Description }),
    ...(EventPattern !== undefined && { EventPattern: JSON.stringify(EventPattern) }),
    ...(ScheduleExpression !== undefined && { ScheduleExpression }),
    ...(RoleArn !== undefined && { RoleArn }),
    ...(State !== undefined && { State }),
  };
}

/** Deletes a rule after all its targets, including those added outside the stack. */
async function deleteRule({ Rule, ...bus }: NamedRule, aws: AwsCall): Promise<void> {
  const { Targets } = await aws<{ Targets: readonly { Id: string }[] }>('events', 'ListTargetsByRule', {
    Rule,
    ...bus,
  });
  if (Targets.length > 0)
    await aws('events', 'RemoveTargets', { Rule, ...bus, Ids: Targets.map(({ Id }) => Id) });
  await aws('events', 'DeleteRule', { Name: Rule, ...bus });
}
