import { AwsError } from '../../aws-error';
import { parseSchedule } from '../../schedule/parse-schedule';
import { ScheduleError } from '../../schedule/schedule-error';
import { TAG_LIST } from '../../tags';
import { checkBus } from './check-bus';
import { eventsAction, passToEvents } from './events-action';
import { EVENT_PATTERN, NAMED_RULE, ROLE_ARN, RULE_STATE, SCHEDULE_EXPRESSION } from './events-shapes';
import { readPattern } from './read-pattern';
import type { Target } from './target/target';

/**
 * Makes a rule, or gives one new contents; its targets and tags stay.
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
  permissions: ({ Name, RoleArn, Tags = [] }, store) => {
    const resources = [store.arnOf(Name)];
    return [
      { action: 'events:PutRule', resources },
      ...(Tags.length > 0 ? [{ action: 'events:TagResource', resources }] : []),
      ...passToEvents(RoleArn),
    ];
  },
  run: (input, store) => {
    const { Name: name, EventPattern, ScheduleExpression, State = 'ENABLED', Tags = [] } = input;
    checkBus(input.EventBusName, store);
    if (!EventPattern && !ScheduleExpression)
      throw new AwsError(
        'ValidationException',
        'Parameter(s) EventPattern or ScheduleExpression must be specified.',
      );
    const matches = EventPattern ? readPattern(EventPattern) : undefined;
    if (ScheduleExpression) checkSchedule(ScheduleExpression);
    const existing = store.find(name);
    const rule = store.put({
      name,
      arn: store.arnOf(name),
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

function checkSchedule(expression: string): void {
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
