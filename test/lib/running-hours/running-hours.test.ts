import { statesOf } from '../support/state-machines';
import { synthesise } from '../support/synthesise';

const hours = (more: object): object => ({
  ...{ days: 'MON-FRI', from: '08:00', to: '20:30', timeZone: 'Asia/Seoul' },
  ...more,
});

const schedules = (context: Record<string, unknown>): unknown[] =>
  Object.values(synthesise({ context }).template.findResources('AWS::Scheduler::Schedule')).map(
    ({ Properties }: { Properties?: Record<string, unknown> }) => {
      const { ScheduleExpression, ScheduleExpressionTimezone, Target } = Properties!;
      const { action } = JSON.parse((Target as { Input: string }).Input) as { action: string };
      return [action, ScheduleExpression, ScheduleExpressionTimezone];
    },
  );

describe('pauses', () => {
  it.each([
    [{}, 'cron(0 8 ? * MON,TUE,WED,THU,FRI *)', 'cron(30 20 ? * MON,TUE,WED,THU,FRI *)'],
    // Over midnight, a day later.
    [{ days: 'SAT,SUN', from: '20:00', to: '02:00' }, 'cron(0 20 ? * SAT,SUN *)', 'cron(0 2 ? * SUN,MON *)'],
  ])('begin and end with the hours, in their time zone: %j', (more, start, stop) => {
    expect(schedules({ runningHours: hours(more) })).toEqual([
      ['start', start, 'Asia/Seoul'],
      ['stop', stop, 'Asia/Seoul'],
    ]);
  });

  it('are looked for every hour where nobody asks, by who cannot start anything', () => {
    const { template } = synthesise({ context: { stopWhenIdleHours: 3 } });
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)',
      Target: { Input: '{"action":"stop-idle"}' },
    });
    template.resourceCountIs('AWS::Scheduler::Schedule', 1);
    const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
    const ofPauses = JSON.stringify(policies.filter(([id]) => id.startsWith('Pauses')));
    expect(ofPauses).toContain('personalize:StopRecommender');
    expect(ofPauses).not.toContain('personalize:StartRecommender');
  });

  it('are tried again every minute for eight hours', () => {
    const { template } = synthesise({ context: { runningHours: hours({}) } });
    expect(JSON.stringify(statesOf(template, 'Pauses'))).toContain(
      '"IntervalSeconds":60,"MaxAttempts":480,"BackoffRate":1}',
    );
  });
});
