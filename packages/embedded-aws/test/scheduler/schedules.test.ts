import { IAM } from '@aws-sdk/client-iam';
import { Scheduler } from '@aws-sdk/client-scheduler';
import { SFN } from '@aws-sdk/client-sfn';
import { ADMIN_ROLE, createAdminRole } from '../admin-role';
import { testStack } from '../cloudformation/test-stack';
import { create, inputsOf } from '../states/state-machine';
import { refused } from '../support/refused';
import { awsForAll } from '../support/test-aws';

const DAY_MS = 86_400_000;

const aws = awsForAll();
const scheduler = aws.client(Scheduler);
const states = aws.client(SFN);
let machine: string;

beforeEach(async () => {
  await createAdminRole(aws.endpoint);
  machine = await create(states, { only: { Type: 'Pass', End: true } });
});
afterEach(() => aws.reset());

const schedule = (Name: string, ScheduleExpression: string, more: object = {}): Promise<unknown> =>
  scheduler.createSchedule({
    Name,
    ScheduleExpression,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: machine, RoleArn: ADMIN_ROLE },
    ...more,
  });

it('can be changed, switched off and deleted, and tells its target of itself', async () => {
  const Arn = 'arn:aws:scheduler:us-east-1:123456789012:schedule/default/hourly';
  await schedule('hourly', 'rate(1 hour)', { State: 'DISABLED', Description: 'often' });
  await aws.clock.advance(DAY_MS);
  expect(await scheduler.getSchedule({ Name: 'hourly' })).toMatchObject({
    Arn,
    Description: 'often',
    GroupName: 'default',
    ScheduleExpressionTimezone: 'UTC',
    State: 'DISABLED',
  });
  await scheduler.updateSchedule({
    Name: 'hourly',
    ScheduleExpression: 'rate(1 day)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: machine, RoleArn: ADMIN_ROLE, Input: '["<aws.scheduler.schedule-arn>"]' },
  });
  await aws.clock.advance(1.5 * DAY_MS);
  // The start and a day later.
  expect(await inputsOf(states, machine, 2)).toEqual([[Arn], [Arn]]);
  expect((await scheduler.listSchedules({})).Schedules).toMatchObject([{ Name: 'hourly', State: 'ENABLED' }]);
  await scheduler.deleteSchedule({ Name: 'hourly' });
  await aws.clock.advance(DAY_MS);
  expect((await scheduler.listSchedules({ NamePrefix: 'h' })).Schedules).toEqual([]);
  expect(await inputsOf(states, machine, 2)).toHaveLength(2);
});

it('fails for what is wrong, by name (SCHEDULER-1)', async () => {
  const invalid = (call: Promise<unknown>, text: string) => refused(call, 'ValidationException', text);
  const zone = { ScheduleExpressionTimezone: 'Moon/Crater' };
  await invalid(schedule('a', 'cron(0 8 * * ? *)', zone), 'Moon/Crater');
  const daily = (more: object = {}) => schedule('a', 'rate(1 day)', more);
  await refused(daily({ GroupName: 'b' }), 'ResourceNotFoundException', 'group b');
  const stranger = { Arn: machine, RoleArn: 'arn:aws:iam::123456789012:role/stranger' };
  await invalid(daily({ Target: stranger }), 'must allow AWS EventBridge');
  const universal = { Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage', RoleArn: ADMIN_ROLE };
  await invalid(daily({ Target: universal }), 'cannot call the target');
  await daily();
  await refused(daily(), 'ConflictException', 'a already exists');
  const missing = scheduler.getSchedule({ Name: 'b' });
  await refused(missing, 'ResourceNotFoundException', 'Schedule b does not exist');
});

it('a call that its role is not allowed is in the request log', async () => {
  await schedule('daily', 'rate(1 day)', { StartDate: new Date(aws.clock.now() + DAY_MS) });
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await aws.client(IAM).detachRolePolicy({ RoleName: 'example-role', PolicyArn });
  await aws.clock.advance(DAY_MS);
  const failures = (): (string | undefined)[] =>
    aws.requests.list().flatMap(({ operation, error }) => (operation === 'CallTarget' ? [error] : []));
  while (failures().length === 0) await scheduler.listSchedules({});
  expect(failures()).toEqual([
    expect.stringMatching(/not authorized to perform: states:StartExecution .*\(schedule daily, target /),
  ]);
});

it('comes and goes with a stack, as a rule does', async () => {
  const stack = testStack(aws);
  const target = { Arn: machine, RoleArn: ADMIN_ROLE };
  const nightly = { ScheduleExpression: 'cron(0 3 * * ? *)', EndDate: '2099-01-01T00:00:00Z' };
  const always = { FlexibleTimeWindow: { Mode: 'OFF' }, Target: target, ...nightly };
  const sales = { EventPattern: { source: ['my.shop'] }, Targets: [{ Id: 'machine', ...target }] };
  const resources = (more: object): object => ({
    Nightly: { Type: 'AWS::Scheduler::Schedule', Properties: { ...always, ...more } },
    Sales: { Type: 'AWS::Events::Rule', Properties: sales },
  });
  const outputs = { Arn: { 'Fn::GetAtt': ['Nightly', 'Arn'] }, Rule: { Ref: 'Sales' } };
  const prefix = 'arn:aws:scheduler:us-east-1:123456789012:schedule/default/s-Nightly-';
  expect(await stack.deploy(resources({}), outputs)).toEqual({
    Arn: expect.stringContaining(prefix) as string,
    Rule: expect.stringMatching(/^s-Sales-/) as string,
  });
  await stack.deploy(resources({ State: 'DISABLED' }), outputs);
  expect((await scheduler.listSchedules({})).Schedules).toMatchObject([{ State: 'DISABLED' }]);
  expect(await stack.remove()).toMatchObject([
    { type: 'AWS::IAM::Role' },
    { type: 'AWS::StepFunctions::StateMachine' },
  ]);
});
