import { propertiesOf } from '../support/resources';
import { statesOf } from '../support/state-machines';
import { synthesise } from '../support/synthesise';

const hours = (more: object): object => ({
  ...{ days: 'MON-FRI', from: '08:00', to: '20:30', timeZone: 'Asia/Seoul' },
  ...more,
});

const schedules = (context: object): unknown[] =>
  propertiesOf<Record<string, string>>(
    synthesise({ context: { ...context } }).template,
    'AWS::Scheduler::Schedule',
  ).map(({ ScheduleExpression, ScheduleExpressionTimezone, Target }) => [
    (Target as unknown as { Input: string }).Input,
    ScheduleExpression,
    ScheduleExpressionTimezone,
  ]);

describe('pauses', () => {
  it.each([
    [{}, 'cron(0 8 ? * MON,TUE,WED,THU,FRI *)', 'cron(30 20 ? * MON,TUE,WED,THU,FRI *)'],
    // Over midnight, a day later.
    [{ days: 'SAT,SUN', from: '20:00', to: '02:00' }, 'cron(0 20 ? * SAT,SUN *)', 'cron(0 2 ? * SUN,MON *)'],
  ])('begin and end with the hours, in their time zone: %j', (more, start, stop) => {
    expect(schedules({ runningHours: hours(more) })).toEqual([
      ['{"action":"start"}', start, 'Asia/Seoul'],
      ['{"action":"stop"}', stop, 'Asia/Seoul'],
    ]);
  });

  it('are looked for every hour where nobody asks, by who cannot start anything', () => {
    const context = { stopWhenIdleHours: 3 };
    expect(schedules(context)).toEqual([['{"action":"stop-idle"}', 'rate(1 hour)', 'Etc/UTC']]);
    const { template } = synthesise({ context });
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
