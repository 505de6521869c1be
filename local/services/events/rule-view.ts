import type { Rule } from './rule';

/** A rule as lists show it. */
export const ruleView = (rule: Rule): object => ({
  Name: rule.name,
  Arn: rule.arn,
  Description: rule.description,
  EventPattern: rule.eventPattern,
  ScheduleExpression: rule.scheduleExpression,
  State: rule.state,
  RoleArn: rule.roleArn,
  EventBusName: 'default',
});
