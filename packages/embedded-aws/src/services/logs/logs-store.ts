import { AwsError } from '../../aws-error';
import { byKey } from '../../gateway/page';
import type { Platform } from '../../platform';
import { publishEmbeddedMetrics } from './embedded-metrics';
import { countEvents } from './metric-filter';
import { deliverEvents } from './subscription-filter';
import { bytesOfAll, withinBounds, type LogEvent, type LogGroup, type LogStream } from './log-group';

/** An event as sent by clients. */
export type NewLogEvent = Pick<LogEvent, 'timestamp' | 'message'>;

/** Adds events by id. Only the newest are sorted again: those of concurrent functions arrive nearly in order. */
function insert(events: LogEvent[], added: readonly LogEvent[]): void {
  if (added.length === 0) return;
  const sorted = [...added].sort(byKey(({ id }) => id));
  let since = events.length;
  while (since > 0 && events[since - 1].id > sorted[0].id) since -= 1;
  const newest = [...events.splice(since), ...sorted].sort(byKey(({ id }) => id));
  for (const event of newest) events.push(event);
}

/**
 * Log groups of a region. Deliberately not reported to `platform.changes`: a function waiting for a change
 * would wake itself by logging.
 */
export class LogsStore {
  private readonly groups = new Map<string, LogGroup>();
  private arrivals = 0;

  constructor(readonly platform: Platform) {}

  /** Whole milliseconds since the Unix epoch. */
  now(): number {
    return Math.floor(this.platform.clock.now());
  }

  /** Sorted by name. */
  list(): LogGroup[] {
    return [...this.groups.keys()].map((name) => this.mustGet(name)).sort(byKey(({ name }) => name));
  }

  /**
   * A group without expired events.
   *
   * @param nameOrArn - the ARN may end in `:*`
   * @throws AwsError `ResourceNotFoundException`
   */
  mustGet(nameOrArn: string): LogGroup {
    const group = this.groups.get(this.nameOf(nameOrArn));
    if (!group) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
    return this.put({ ...group, ...withinBounds(group, this.now()) });
  }

  /** @throws AwsError `InvalidParameterException` unless exactly one is given, `ResourceNotFoundException` */
  mustGetChosen(choice: { readonly logGroupName?: string; readonly logGroupIdentifier?: string }): LogGroup {
    const { logGroupName, logGroupIdentifier } = choice;
    const chosen = logGroupName ?? logGroupIdentifier;
    if (chosen === undefined || (logGroupName !== undefined && logGroupIdentifier !== undefined))
      throw new AwsError(
        'InvalidParameterException',
        'Exactly one of logGroupName and logGroupIdentifier must be given',
      );
    return this.mustGet(chosen);
  }

  /** @throws AwsError `ResourceNotFoundException` */
  mustGetStream(group: LogGroup, name: string): LogStream {
    const stream = group.streams.get(name);
    if (!stream) throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
    return stream;
  }

  /** @throws AwsError `ResourceAlreadyExistsException` */
  create(name: string, tags: LogGroup['tags'], kmsKeyId?: string): void {
    if (this.groups.has(name))
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
    const createdMs = this.now();
    this.put({
      name,
      arn: this.arnOf(name),
      createdMs,
      kmsKeyId,
      tags,
      streams: new Map(),
      events: [],
      bytes: 0,
      metricFilters: new Map(),
      subscriptionFilters: new Map(),
    });
  }

  /** Replaces the group of that name. */
  put(group: LogGroup): LogGroup {
    this.groups.set(group.name, group);
    return group;
  }

  /** @throws AwsError `ResourceNotFoundException` */
  delete(name: string): void {
    const group = this.mustGet(name);
    this.groups.delete(group.name);
    this.platform.meter.hold('logStorage', group.arn, 0);
  }

  /** @param added - in any order */
  append(group: LogGroup, stream: LogStream, added: readonly NewLogEvent[]): void {
    const ingestionTime = this.now();
    countEvents(group.metricFilters.values(), added, this.platform.metrics);
    publishEmbeddedMetrics(group.name, added, this.platform);
    const stored = added.map((event) => ({
      ...event,
      id: this.newId(event),
      stream: stream.name,
      ingestionTime,
    }));
    const { events } = group;
    insert(events, stored);
    const addedBytes = bytesOfAll(added);
    const grown = { ...group, events, bytes: group.bytes + addedBytes };
    const kept = this.put({ ...group, ...withinBounds(grown, ingestionTime) });
    const { meter } = this.platform;
    meter.add('logIngestion', addedBytes / 1e9);
    meter.hold('logStorage', group.arn, kept.bytes / 1e9);
    deliverEvents(group, stored, this.platform);
  }

  private newId({ timestamp }: NewLogEvent): string {
    this.arrivals += 1;
    return String(timestamp).padStart(20, '0') + String(this.arrivals).padStart(36, '0');
  }

  private nameOf(nameOrArn: string): string {
    if (!nameOrArn.startsWith(this.arnPrefix)) return nameOrArn;
    return nameOrArn.slice(this.arnPrefix.length).replace(/:\*$/, '');
  }

  /** ARN of a group, existing or not. */
  arnOf(name: string): string {
    return this.arnPrefix + name;
  }

  private get arnPrefix(): string {
    const { region, accountId } = this.platform;
    return `arn:aws:logs:${region}:${accountId}:log-group:`;
  }
}
