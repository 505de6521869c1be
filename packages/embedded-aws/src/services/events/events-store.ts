import { AwsError } from '../../aws-error';
import type { AwsEvent } from '../../aws-event';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import { parseSchedule } from '../../schedule/parse-schedule';
import { repeat } from '../../schedule/repeat';
import { DEFAULT_BUS, type EventBus } from './event-bus';
import type { Rule } from './rule';
import { deliver } from './target/deliver';

/** Event buses of a region and their rules. */
export class EventsStore {
  private readonly buses = new Map<string, EventBus>();
  /** Settles once every event sent so far has been delivered or has failed. */
  private delivered: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(readonly platform: Platform) {
    this.addBus(DEFAULT_BUS, undefined, []);
    platform.onEvent((event, busName) => {
      for (const rule of this.findBus(busName)?.rules.values() ?? [])
        if (rule.state === 'ENABLED' && rule.matches?.(event)) this.send(rule, event);
    });
  }

  /** Sorted by name. */
  listBuses(): EventBus[] {
    return [...this.buses.values()].sort(byKey(({ name }) => name));
  }

  findBus(name: string): EventBus | undefined {
    return this.buses.get(name);
  }

  /**
   * @param nameOrArn - the default bus without one
   * @throws AwsError `ResourceNotFoundException`
   */
  mustFindBus(nameOrArn = DEFAULT_BUS): EventBus {
    const bus = this.buses.get(this.busName(nameOrArn));
    if (bus) return bus;
    throw new AwsError('ResourceNotFoundException', `Event bus ${nameOrArn} does not exist.`);
  }

  addBus(name: string, description: string | undefined, tags: Rule['tags']): EventBus {
    const createdMs = this.platform.clock.now();
    const arn = this.busArn(name);
    const bus = {
      name,
      arn,
      createdMs,
      changedMs: createdMs,
      description,
      tags,
      rules: new Map<string, Rule>(),
    };
    this.buses.set(name, bus);
    return bus;
  }

  removeBus(name: string): void {
    this.buses.delete(name);
  }

  /** Rules of a bus, sorted by name. @throws AwsError `ResourceNotFoundException` */
  list(busName?: string): Rule[] {
    return [...this.mustFindBus(busName).rules.values()].sort(byKey(({ name }) => name));
  }

  /** @throws AwsError `ResourceNotFoundException` if the bus does not exist */
  find(name: string, busName?: string): Rule | undefined {
    return this.mustFindBus(busName).rules.get(name);
  }

  /** @throws AwsError `ResourceNotFoundException` */
  mustFind(name: string, busName?: string): Rule {
    const bus = this.mustFindBus(busName);
    const rule = bus.rules.get(name);
    if (rule) return rule;
    throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${bus.name}.`);
  }

  /** A bus or a rule. @throws AwsError `ResourceNotFoundException` */
  mustFindTagged(arn: string): { tags: Rule['tags'] } {
    const all = this.listBuses().flatMap((bus) => [bus, ...bus.rules.values()]);
    const found = all.find((one) => one.arn === arn);
    if (found) return found;
    const [, busName, ruleName = busName] = /:(?:event-bus|rule)\/([^/]+)(?:\/(.+))?$/.exec(arn) ?? [];
    const bus = ruleName === busName ? 'default' : busName;
    throw new AwsError(
      'ResourceNotFoundException',
      arn.includes(':event-bus/')
        ? `Event bus ${busName} does not exist.`
        : `Rule ${ruleName ?? arn} does not exist on EventBus ${bus}.`,
    );
  }

  /** Creates or replaces a rule of an existing bus, and starts its schedule. */
  put(rule: Rule): Rule {
    const { rules } = this.mustFindBus(rule.busName);
    rules.get(rule.name)?.timer?.cancel();
    rules.set(rule.name, rule);
    this.startSchedule(rule);
    return rule;
  }

  setState(rule: Rule, state: Rule['state']): void {
    if (rule.state === state) return;
    rule.state = state;
    this.startSchedule(rule);
  }

  /** Removes a rule, if it exists. @throws AwsError `ResourceNotFoundException` if the bus does not */
  remove(name: string, busName?: string): void {
    const { rules } = this.mustFindBus(busName);
    rules.get(name)?.timer?.cancel();
    rules.delete(name);
  }

  arnOf(name: string, busName = DEFAULT_BUS): string {
    const bus = this.busName(busName);
    return `${this.arnPrefix}:rule/${bus === DEFAULT_BUS ? '' : `${bus}/`}${name}`;
  }

  busArn(nameOrArn: string): string {
    return nameOrArn.startsWith('arn:') ? nameOrArn : `${this.arnPrefix}:event-bus/${nameOrArn}`;
  }

  private busName(nameOrArn: string): string {
    const prefix = `${this.arnPrefix}:event-bus/`;
    return nameOrArn.startsWith(prefix) ? nameOrArn.slice(prefix.length) : nameOrArn;
  }

  private get arnPrefix(): string {
    return `arn:aws:events:${this.platform.region}:${this.platform.accountId}`;
  }

  close(): void {
    this.isClosed = true;
    for (const { rules } of this.buses.values()) for (const { timer } of rules.values()) timer?.cancel();
  }

  private startSchedule(rule: Rule): void {
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
