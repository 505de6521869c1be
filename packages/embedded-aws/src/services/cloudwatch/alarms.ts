import { serviceCaller } from '../../authorization/principal';
import { AwsError } from '../../aws-error';
import type { Timer } from '../../clock';
import { byKey } from '../../gateway/page';
import type { Metrics } from '../../metrics';
import type { Platform } from '../../platform';
import type { Tag } from '../../tags';
import type { Alarm, AlarmDefinition, StateValue } from './alarm';
import { alarmEvent, alarmMessage } from './alarm-event';
import { judgeAlarm, type Datapoint } from './judge-alarm';
import { dimensionsOf, STATISTIC_OF } from './statistic';

const ACTIONS_OF = {
  OK: 'OKActions',
  ALARM: 'AlarmActions',
  INSUFFICIENT_DATA: 'InsufficientDataActions',
} as const satisfies Record<StateValue, keyof AlarmDefinition>;

/** Alarms of a region. Each is evaluated at the end of each of its periods. */
export class Alarms {
  private readonly byName = new Map<string, Alarm>();
  private readonly timers = new Map<string, Timer>();

  constructor(private readonly platform: Platform) {}

  /** Sorted by name. */
  list(): Alarm[] {
    return [...this.byName.values()].sort(byKey(({ definition }) => definition.AlarmName));
  }

  find(name: string): Alarm | undefined {
    return this.byName.get(name);
  }

  arnOf(name: string): string {
    return `arn:aws:cloudwatch:${this.platform.region}:${this.platform.accountId}:alarm:${name}`;
  }

  /** Creates or updates an alarm; state and tags stay until the next evaluation. */
  put(definition: AlarmDefinition, tags: readonly Tag[]): void {
    const { AlarmName: name } = definition;
    const configuredMs = this.platform.clock.now();
    const existing = this.byName.get(name);
    if (existing) Object.assign(existing, { definition, configuredMs });
    else
      this.byName.set(name, {
        arn: this.arnOf(name),
        definition,
        configuredMs,
        state: {
          value: 'INSUFFICIENT_DATA',
          reason: 'Unchecked: Initial alarm creation',
          atMs: configuredMs,
        },
        tags,
      });
    this.platform.meter.hold('alarms', this.arnOf(name), 1);
    this.scheduleNext(this.byName.get(name)!);
  }

  delete(name: string): void {
    this.timers.get(name)?.cancel();
    this.timers.delete(name);
    this.byName.delete(name);
    this.platform.meter.hold('alarms', this.arnOf(name), 0);
  }

  /** Enables or disables notifications; unknown alarms are ignored. */
  setActionsEnabled(name: string, ActionsEnabled: boolean): void {
    const alarm = this.byName.get(name);
    if (alarm) alarm.definition = { ...alarm.definition, ActionsEnabled };
  }

  /** Sets an alarm's state and notifies of a change. */
  async enter(alarm: Alarm, value: StateValue, reason: string): Promise<void> {
    const former = alarm.state;
    alarm.state = { value, reason, atMs: value === former.value ? former.atMs : this.platform.clock.now() };
    if (value === former.value) return;
    this.platform.changes.notify();
    this.platform.emit(alarmEvent(alarm, former));
    const { definition, arn } = alarm;
    const topics = (definition.ActionsEnabled ?? true) ? (definition[ACTIONS_OF[value]] ?? []) : [];
    const aws = this.platform.as(serviceCaller('cloudwatch.amazonaws.com', arn));
    const message = alarmMessage(alarm, former, this.platform);
    for (const TopicArn of topics)
      await aws('sns', 'Publish', { TopicArn, ...message }).catch((error: unknown) => {
        // As on AWS, a failure shows only in the request log, where the call has its error.
        if (!(error instanceof AwsError)) console.error(`embedded AWS: alarm ${arn} could not notify`, error);
      });
  }

  private scheduleNext(alarm: Alarm): void {
    const { AlarmName: name, Period } = alarm.definition;
    const { clock } = this.platform;
    const periodMs = Period * 1_000;
    const endMs = (Math.floor(clock.now() / periodMs) + 1) * periodMs;
    this.timers.get(name)?.cancel();
    this.timers.set(
      name,
      clock.schedule(endMs - clock.now(), () => {
        this.scheduleNext(alarm);
        void this.judge(alarm);
      }),
    );
  }

  /** Evaluates completed periods; after the clock skipped several, the latest counts. */
  private async judge(alarm: Alarm): Promise<void> {
    const { definition } = alarm;
    const periodMs = definition.Period * 1_000;
    const endMs = Math.floor(this.platform.clock.now() / periodMs) * periodMs;
    const verdict = judgeAlarm(definition, alarmDatapoints(definition, endMs, this.platform.metrics));
    if (verdict) await this.enter(alarm, verdict.value, verdict.reason);
  }
}

/** Values of an alarm's evaluation periods up to a time, newest first. */
function alarmDatapoints(definition: AlarmDefinition, endMs: number, metrics: Metrics): Datapoint[] {
  const { Namespace, MetricName, Dimensions, Statistic, Unit, Period, EvaluationPeriods } = definition;
  const found = metrics.find({
    namespace: Namespace,
    name: MetricName,
    dimensions: dimensionsOf(Dimensions),
  });
  const series = Unit === undefined || found?.unit === Unit ? found : undefined;
  return Array.from({ length: EvaluationPeriods }, (_, back) => {
    const startMs = endMs - (back + 1) * Period * 1_000;
    const set = series?.between(startMs, startMs + Period * 1_000);
    return set && { startMs, value: STATISTIC_OF[Statistic](set) };
  });
}
