import { onAnything } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import { parseSchedule } from '../../schedule/parse-schedule';
import { ScheduleError } from '../../schedule/schedule';
import { TAG_LIST } from '../../tags';
import { eventsAction, passToEvents, onRule } from './events-action';
import {
  EVENT_PATTERN,
  NAMED_RULE,
  ROLE_ARN,
  RULE_STATE,
  SCHEDULE_EXPRESSION,
  FORCE,
  BUS,
  NAME_PREFIX,
  PAGE,
} from './events-shapes';
import { DEFAULT_BUS } from './event-bus';
import type { Rule } from './rule';
import type { Target } from './target/target';
import { readPattern } from './test-event-pattern';

/** A rule as in lists. */
const ruleView = (rule: Rule): object => ({
  Name: rule.name,
  Arn: rule.arn,
  Description: rule.description,
  EventPattern: rule.eventPattern,
  ScheduleExpression: rule.scheduleExpression,
  State: rule.state,
  RoleArn: rule.roleArn,
  EventBusName: rule.busName,
});

/**
 * Creates or updates a rule; targets and tags stay.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 */
export const putRule = eventsAction({
  input: {
    ...NAMED_RULE,
    Description: { type: 'string', max: 512 },
    EventPattern: EVENT_PATTERN,
    ScheduleExpression: SCHEDULE_EXPRESSION,
    RoleArn: ROLE_ARN,
    State: RULE_STATE,
    Tags: TAG_LIST,
  },
  permissions: ({ Name, EventBusName, RoleArn, Tags = [] }, store) => {
    const resources = [store.arnOf(Name, EventBusName)];
    return [
      { action: 'events:PutRule', resources },
      ...(Tags.length > 0 ? [{ action: 'events:TagResource', resources }] : []),
      ...passToEvents(RoleArn),
    ];
  },
  run: (input, store) => {
    const { Name: name, EventPattern, ScheduleExpression, State = 'ENABLED', Tags = [] } = input;
    const { name: busName } = store.mustFindBus(input.EventBusName);
    if (!EventPattern && !ScheduleExpression)
      throw new AwsError(
        'ValidationException',
        'Parameter(s) EventPattern or ScheduleExpression must be specified.',
      );
    const matches = EventPattern ? readPattern(EventPattern) : undefined;
    if (ScheduleExpression) checkSchedule(ScheduleExpression, busName);
    const existing = store.find(name, busName);
    const rule = store.put({
      name,
      busName,
      arn: store.arnOf(name, busName),
      description: input.Description,
      eventPattern: EventPattern || undefined,
      matches,
      scheduleExpression: ScheduleExpression || undefined,
      roleArn: input.RoleArn,
      state: State,
      targets: existing?.targets ?? new Map<string, Target>(),
      tags: existing?.tags ?? Tags,
    });
    return { RuleArn: rule.arn };
  },
});

function checkSchedule(expression: string, busName: string): void {
  if (busName !== DEFAULT_BUS)
    throw new AwsError(
      'ValidationException',
      'ScheduleExpression is supported only on the default event bus.',
    );
  try {
    if (expression.startsWith('at(')) throw new ScheduleError('a rule takes rate(…) and cron(…)');
    parseSchedule(expression, { timeZone: 'UTC', startMs: 0 });
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    throw new AwsError(
      'ValidationException',
      `Parameter ScheduleExpression is not valid. Reason: ${error.message}.`,
    );
  }
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
export const describeRule = eventsAction({
  input: NAMED_RULE,
  permissions: onRule('events:DescribeRule'),
  run: ({ Name, EventBusName }, store) => {
    return { ...ruleView(store.mustFind(Name, EventBusName)), CreatedBy: store.platform.accountId };
  },
});

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EnableRule.html */
export const enableRule = eventsAction({
  input: NAMED_RULE,
  permissions: onRule('events:EnableRule'),
  run: ({ Name, EventBusName }, store) => {
    store.setState(store.mustFind(Name, EventBusName), 'ENABLED');
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DisableRule.html */
export const disableRule = eventsAction({
  input: NAMED_RULE,
  permissions: onRule('events:DisableRule'),
  run: ({ Name, EventBusName }, store) => {
    store.setState(store.mustFind(Name, EventBusName), 'DISABLED');
    return undefined;
  },
});

/** Idempotent. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html */
export const deleteRule = eventsAction({
  input: { ...NAMED_RULE, Force: FORCE },
  permissions: onRule('events:DeleteRule'),
  run: ({ Name, EventBusName }, store) => {
    const targets = store.find(Name, EventBusName)?.targets.size ?? 0;
    if (targets > 0) throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
    store.remove(Name, EventBusName);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export const listRules = eventsAction({
  input: { ...BUS, ...PAGE, NamePrefix: NAME_PREFIX },
  permissions: onAnything('events:ListRules'),
  run: ({ EventBusName, NamePrefix = '', Limit = 100, NextToken: token }, store) => {
    const found = store.list(EventBusName).filter(({ name }) => name.startsWith(NamePrefix));
    const { items, nextToken } = pageOf(found, ({ name }) => name, { size: Limit, token });
    return { Rules: items.map(ruleView), NextToken: nextToken };
  },
});
