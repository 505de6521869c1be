import { AwsError } from '../../aws-error';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import { parseSchedule } from '../../schedule/parse-schedule';
import { repeat } from '../../schedule/repeat';
import { ScheduleError, type Schedule } from '../../schedule/schedule';
import { callTarget } from './call-target';
import type { ScheduleEntry } from './scheduler-shapes';

/** Schedules of a region. */
export class SchedulerStore {
  private readonly schedules = new Map<string, ScheduleEntry>();
  /** Settles once all calls so far have succeeded or failed. */
  private called: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(readonly platform: Platform) {}

  /** Sorted by name. */
  list(): ScheduleEntry[] {
    return [...this.schedules.values()].sort(byKey(({ name }) => name));
  }

  find(name: string): ScheduleEntry | undefined {
    return this.schedules.get(name);
  }

  /** @throws AwsError `ResourceNotFoundException` */
  mustFind(name: string): ScheduleEntry {
    const entry = this.schedules.get(name);
    if (entry) return entry;
    throw new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404);
  }

  /**
   * Creates or replaces a schedule, and starts it.
   *
   * @throws AwsError `ValidationException` for an invalid expression or time zone
   */
  put(entry: ScheduleEntry): void {
    const { clock } = this.platform;
    // Read once: a millisecond later the start would be in the past and not count.
    const nowMs = clock.now();
    const startMs = entry.StartDate === undefined ? nowMs : entry.StartDate * 1_000;
    const schedule = scheduleOf(entry, startMs);
    this.schedules.get(entry.name)?.timer?.cancel();
    this.schedules.set(entry.name, entry);
    if (entry.State === 'DISABLED') return;
    // Includes the start, where rate() begins.
    const afterMs = Math.max(startMs, nowMs) - 1;
    entry.timer = repeat(until(schedule, entry.EndDate), clock, afterMs, (atMs) => this.call(entry, atMs));
  }

  remove(name: string): void {
    this.mustFind(name).timer?.cancel();
    this.schedules.delete(name);
  }

  arnOf(name: string, group = 'default'): string {
    const { region, accountId } = this.platform;
    return `arn:aws:scheduler:${region}:${accountId}:schedule/${group}/${name}`;
  }

  close(): void {
    this.isClosed = true;
    for (const { timer } of this.schedules.values()) timer?.cancel();
  }

  /** Calls sequentially, in order of time. */
  private call(entry: ScheduleEntry, atMs: number): void {
    this.called = this.called.then(async () => {
      if (this.isClosed) return;
      try {
        await callTarget(entry, atMs, this.platform);
      } catch (error) {
        const { code, status } = error instanceof AwsError ? error : { code: 'InternalFailure', status: 500 };
        const cause = `${(error as Error).message} (schedule ${entry.name}, target ${entry.Target.Arn})`;
        this.platform.logFailure('scheduler', 'CallTarget', new AwsError(code, cause, status));
      }
    });
  }
}

function scheduleOf(entry: ScheduleEntry, startMs: number): Schedule {
  const { ScheduleExpression, ScheduleExpressionTimezone: timeZone = 'UTC' } = entry;
  try {
    return parseSchedule(ScheduleExpression, { timeZone, startMs });
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    throw new AwsError(
      'ValidationException',
      `Invalid Schedule Expression ${ScheduleExpression} in ${timeZone}: ${error.message}.`,
    );
  }
}

/** @param endDate - Unix seconds */
const until = (schedule: Schedule, endDate = Infinity): Schedule => ({
  next: (afterMs) => {
    const nextMs = schedule.next(afterMs);
    return nextMs !== undefined && nextMs <= endDate * 1_000 ? nextMs : undefined;
  },
});
