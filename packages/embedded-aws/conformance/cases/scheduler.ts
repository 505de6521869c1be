import { Scheduler } from '@aws-sdk/client-scheduler';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { SFN } from '@aws-sdk/client-sfn';
import { refusal, type Account } from '../account';
import type { ConformanceCase } from '../conformance-case';
import { recorded, snapshot } from '../sources';

const GUIDE = recorded('awsdocs/amazon-eventbridge-user-guide', 'doc_source/eb-create-rule-schedule.md');
const SCHEDULE_TYPES = { url: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.md' };

/** A target that keeps the times at which it was called, and the role for it. */
async function target({ client }: Account): Promise<{ Arn: string; RoleArn: string; Input: string }> {
  const iam = client(IAM);
  const { Role } = await iam.createRole({
    RoleName: 'caller',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Service: ['states.amazonaws.com', 'scheduler.amazonaws.com'] },
        Action: 'sts:AssumeRole',
      },
    }),
  });
  await iam.attachRolePolicy({
    RoleName: 'caller',
    PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  });
  const { stateMachineArn } = await client(SFN).createStateMachine({
    name: 'called',
    roleArn: Role!.Arn,
    definition: JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }),
  });
  return { Arn: stateMachineArn!, RoleArn: Role!.Arn!, Input: '{"at":"<aws.scheduler.scheduled-time>"}' };
}

/** The times of a schedule between two dates, once the clock is past the second one. */
async function timesOf(
  account: Account,
  expression: string,
  [from, to]: readonly [string, string],
  zone = 'UTC',
): Promise<string[]> {
  const Target = await target(account);
  await account.client(Scheduler).createSchedule({
    Name: 'examined',
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: zone,
    FlexibleTimeWindow: { Mode: 'OFF' },
    StartDate: new Date(from),
    EndDate: new Date(to),
    Target,
  });
  await account.aws.clock.advance(Date.parse(to) + 1_000 - account.aws.clock.now());
  const states = account.client(SFN);
  const called = (): number =>
    account.aws.requests.list().filter(({ operation }) => operation === 'StartExecution').length;
  for (let before = -1; before !== called(); await states.listStateMachines({})) before = called();
  const times: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await states.listExecutions({ stateMachineArn: Target.Arn, nextToken });
    for (const { executionArn } of page.executions!) {
      const { input } = await states.describeExecution({ executionArn });
      times.push((JSON.parse(input!) as { at: string }).at);
    }
    nextToken = page.nextToken;
  } while (nextToken);
  return times.reverse();
}

const FIRST_WEEK = ['2030-01-06T00:00:00Z', '2030-01-12T23:59:59Z'] as const;
const at = (times: string): string[] => times.split(' ').map((time) => `2030-${time}:00Z`);

/** Expressions of AWS's documentation, a span in which they are watched, and the times that their meaning gives in it. */
const TIMES: readonly (readonly [
  expression: string,
  meaning: string,
  span: readonly [string, string],
  times: string[],
])[] = [
  [
    'cron(0 10 * * ? *)',
    '10:00 am every day',
    ['2030-01-06T00:00:00Z', '2030-01-08T23:59:59Z'],
    at('01-06T10:00 01-07T10:00 01-08T10:00'),
  ],
  [
    'cron(15 12 * * ? *)',
    '12:15 pm every day',
    ['2030-01-06T00:00:00Z', '2030-01-07T23:59:59Z'],
    at('01-06T12:15 01-07T12:15'),
  ],
  [
    'cron(0 18 ? * MON-FRI *)',
    '6:00 pm every Monday through Friday',
    FIRST_WEEK,
    at('01-07T18:00 01-08T18:00 01-09T18:00 01-10T18:00 01-11T18:00'),
  ],
  [
    'cron(0 8 1 * ? *)',
    '8:00 am every 1st day of the month',
    ['2030-01-02T00:00:00Z', '2030-03-31T23:59:59Z'],
    at('02-01T08:00 03-01T08:00'),
  ],
  [
    'cron(0/15 * * * ? *)',
    'every 15 minutes',
    ['2030-01-06T00:00:00Z', '2030-01-06T00:59:59Z'],
    at('01-06T00:00 01-06T00:15 01-06T00:30 01-06T00:45'),
  ],
  [
    'cron(0/10 * ? * MON-FRI *)',
    'every 10 minutes Monday through Friday',
    ['2030-01-06T23:00:00Z', '2030-01-07T00:29:59Z'],
    at('01-07T00:00 01-07T00:10 01-07T00:20'),
  ],
  [
    'cron(0/5 8-17 ? * MON-FRI *)',
    'every 5 minutes Monday through Friday between 8:00 am and 5:55 pm',
    ['2030-01-07T17:45:00Z', '2030-01-08T08:05:59Z'],
    at('01-07T17:45 01-07T17:50 01-07T17:55 01-08T08:00 01-08T08:05'),
  ],
  [
    'cron(0 12 * * ? *)',
    'every day at 12:00 pm',
    ['2030-01-06T00:00:00Z', '2030-01-06T23:59:59Z'],
    at('01-06T12:00'),
  ],
  [
    'cron(5,35 14 * * ? *)',
    'every day at 2:05 pm and 2:35 pm',
    ['2030-01-06T00:00:00Z', '2030-01-06T23:59:59Z'],
    at('01-06T14:05 01-06T14:35'),
  ],
  [
    'cron(15 10 ? * 6L 2030-2032)',
    'the last Friday of each month of some years at 10:15 am',
    ['2030-01-01T00:00:00Z', '2030-02-28T23:59:59Z'],
    at('01-25T10:15 02-22T10:15'),
  ],
  [
    'cron(0 9 ? * 3#2 *)',
    '3#2 is the second Tuesday of the month',
    ['2030-01-01T00:00:00Z', '2030-01-31T23:59:59Z'],
    at('01-08T09:00'),
  ],
  [
    'cron(0 9 3W * ? *)',
    '3W is the weekday closest to the third day of the month',
    ['2030-02-01T00:00:00Z', '2030-02-28T23:59:59Z'],
    at('02-04T09:00'),
  ],
  [
    'cron(0 9 L * ? *)',
    'L is the last day of the month',
    ['2030-02-01T00:00:00Z', '2030-02-28T23:59:59Z'],
    at('02-28T09:00'),
  ],
  [
    'cron(1/10 9 * * ? *)',
    '1/10 is every tenth minute from the first: the 11th, 21st, 31st',
    ['2030-01-06T09:00:00Z', '2030-01-06T09:31:59Z'],
    at('01-06T09:01 01-06T09:11 01-06T09:21 01-06T09:31'),
  ],
  [
    'cron(0 0 ? JAN,FEB SUN *)',
    'JAN,FEB includes January and February',
    ['2030-02-17T00:00:00Z', '2030-03-16T00:00:00Z'],
    at('02-17T00:00 02-24T00:00'),
  ],
];

const REFUSED = [
  'cron(0 1 * * * *)',
  'cron(7 20 * * NOT *)',
  'cron(INVALID)',
  'cron(0 dummy ? * MON-FRI *)',
  'cron(71 8 1 * ? *)',
  'cron()',
  'rate(10 seconds)',
  'rate(10 years)',
  'rate()',
  'rate(10)',
  'rate(10 minutess)',
  'rate(foo minutes)',
  'rate(-10 minutes)',
  'rate( 10 minutes )',
  ' rate(10 minutes)',
  'at(2021-12-31T23:59:59Z)',
  'at(2021-12-31)',
];
const REFUSED_OF_RULES = [
  'cron(INVALID)',
  'cron(0 dummy ? * MON-FRI *)',
  'cron(7 20 * * NOT *)',
  'cron(71 8 1 * ? *)',
  'cron(0 1 * * * *)',
];

export const scheduler: readonly ConformanceCase[] = [
  ...TIMES.map(([expression, meaning, span, times]): ConformanceCase => ({
    id: expression,
    title: `${expression}: ${meaning}`,
    source: GUIDE,
    run: (account) => timesOf(account, expression, span),
    expected: times,
  })),
  {
    id: 'rate from a start date',
    title: 'a rate-based schedule begins at its StartDate',
    source: SCHEDULE_TYPES,
    run: (account) => timesOf(account, 'rate(5 minutes)', ['2030-01-06T00:00:00Z', '2030-01-06T00:12:00Z']),
    expected: at('01-06T00:00 01-06T00:05 01-06T00:10'),
  },
  {
    id: 'a time zone',
    title: 'a cron-based schedule follows the time zone that it names',
    source: SCHEDULE_TYPES,
    run: (account) =>
      timesOf(
        account,
        'cron(0 8 * * ? *)',
        ['2030-01-06T00:00:00Z', '2030-01-06T23:59:59Z'],
        'America/New_York',
      ),
    expected: at('01-06T13:00'),
  },
  ...REFUSED.map((expression): ConformanceCase => ({
    id: `refuses ${expression}`,
    title: `a schedule is refused for ${JSON.stringify(expression)}`,
    source: snapshot(
      'scheduler/test_scheduler',
      `tests_create_schedule_with_invalid_schedule_expression[${expression}]`,
    ),
    run: async (account) =>
      refusal(
        account.client(Scheduler).createSchedule({
          Name: 'wrong',
          ScheduleExpression: expression,
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: await target(account),
        }),
      ),
    expected: { code: 'ValidationException', status: 400 },
  })),
  ...REFUSED_OF_RULES.map((expression): ConformanceCase => ({
    id: `a rule refuses ${expression}`,
    title: `a rule is refused for ${JSON.stringify(expression)}`,
    source: snapshot(
      'events/test_events_schedule',
      `TestScheduleCron::tests_put_rule_with_invalid_schedule_cron[${expression}]`,
    ),
    run: ({ client }) =>
      refusal(client(EventBridge).putRule({ Name: 'wrong', ScheduleExpression: expression })),
    expected: { code: 'ValidationException', status: 400 },
  })),
  ...['rate(1 hours)', 'rate(5 hour)'].map((expression): ConformanceCase => ({
    id: `a rule refuses ${expression}`,
    title: `a rule is refused for ${expression}: 1 wants the singular, more want the plural`,
    source: GUIDE,
    run: ({ client }) =>
      refusal(client(EventBridge).putRule({ Name: 'wrong', ScheduleExpression: expression })),
    expected: { code: 'ValidationException', status: 400 },
  })),
  ...['rate(1 hour)', 'rate(5 hours)', 'rate(1 minute)', 'rate(1 day)'].map(
    (expression): ConformanceCase => ({
      id: `a rule takes ${expression}`,
      title: `a rule takes ${expression}`,
      source: GUIDE,
      run: async ({ client }) => {
        await client(EventBridge).putRule({ Name: 'right', ScheduleExpression: expression });
        return client(EventBridge).describeRule({ Name: 'right' });
      },
      expected: { ScheduleExpression: expression, State: 'ENABLED' },
    }),
  ),
];
