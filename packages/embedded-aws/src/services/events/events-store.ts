import { AwsError } from '../../aws-error';
import type { AwsEvent } from '../../aws-event';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import { parseSchedule } from '../../schedule/parse-schedule';
import { repeat } from '../../schedule/repeat';
import type { Rule } from './rule';
import { deliver } from './target/deliver';

/** Default event bus of a region and its rules. */
export class EventsStore {
  private readonly rules = new Map<string, Rule>();
  private readonly bus: { tags: Rule['tags'] } = { tags: [] };
  /** Settles when all that was sent so far has been delivered, or could not be. */
  private delivered: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(readonly platform: Platform) {
    platform.onEvent((event) => {
      for (const rule of this.rules.values())
        if (rule.state === 'ENABLED' && rule.matches?.(event)) this.send(rule, event);
    });
  }

  /** Sorted by name. */
  list(): Rule[] {
    return [...this.rules.values()].sort(byKey(({ name }) => name));
  }

  find(name: string): Rule | undefined {
    return this.rules.get(name);
  }

  /** @throws AwsError `ResourceNotFoundException` */
  mustFind(name: string): Rule {
    const rule = this.rules.get(name);
    if (rule) return rule;
    throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`);
  }

  /** @throws AwsError `ResourceNotFoundException` */
  mustFindTagged(arn: string): { tags: Rule['tags'] } {
    if (arn === this.busArn) return this.bus;
    const rule = this.list().find((one) => one.arn === arn);
    if (rule) return rule;
    throw new AwsError('ResourceNotFoundException', `Rule ${arn} does not exist.`);
  }

  /** Creates or replaces a rule, and starts its schedule. */
  put(rule: Rule): Rule {
    this.rules.get(rule.name)?.timer?.cancel();
    this.rules.set(rule.name, rule);
    this.keepTime(rule);
    return rule;
  }

  setState(rule: Rule, state: Rule['state']): void {
    if (rule.state === state) return;
    rule.state = state;
    this.keepTime(rule);
  }

  /** Removes a rule, if it exists. */
  remove(name: string): void {
    this.rules.get(name)?.timer?.cancel();
    this.rules.delete(name);
  }

  arnOf(name: string): string {
    return `arn:aws:events:${this.platform.region}:${this.platform.accountId}:rule/${name}`;
  }

  get busArn(): string {
    return `arn:aws:events:${this.platform.region}:${this.platform.accountId}:event-bus/default`;
  }

  close(): void {
    this.isClosed = true;
    for (const { timer } of this.rules.values()) timer?.cancel();
  }

  private keepTime(rule: Rule): void {
    rule.timer?.cancel();
    const { scheduleExpression, state } = rule;
    if (scheduleExpression === undefined || state !== 'ENABLED') return;
    const { clock } = this.platform;
    const startMs = clock.now();
    const schedule = parseSchedule(scheduleExpression, { timeZone: 'UTC', startMs });
    rule.timer = repeat(schedule, clock, startMs, (timeMs) => {
      const event = { source: 'aws.events', detailType: 'Scheduled Event', detail: {}, timeMs };
      // Sent to this rule only, but others may match it.
      this.send(rule, this.platform.emit({ ...event, resources: [rule.arn] }));
    });
  }

  /** Delivers sequentially, in event order. */
  private send(rule: Rule, event: AwsEvent): void {
    for (const target of rule.targets.values())
      this.delivered = this.delivered.then(async () => {
        if (this.isClosed) return;
        try {
          await deliver(target, rule, event, this.platform);
        } catch (error) {
          const cause = `${(error as Error).message} (rule ${rule.name}, target ${target.Arn})`;
          const status = error instanceof AwsError ? error.status : 500;
          const code = error instanceof AwsError ? error.code : 'InternalFailure';
          this.platform.logFailure('events', 'Deliver', new AwsError(code, cause, status));
        }
      });
  }
}
