import { AwsError } from '../../aws-error';
import { serviceCaller } from '../../authorization/principal';
import type { AwsCall, Platform } from '../../platform';
import type { HistoryEvent } from './language/history';
import { isObject, type JsonObject } from './language/json';
import { logGroupOf, type LoggingConfiguration } from './logging-configuration';
import type { StateMachine } from './state-machine';

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-level */
const LEVELS: Record<LoggingConfiguration['level'], RegExp | undefined> = {
  ALL: /^/,
  ERROR: /(Failed|TimedOut|Aborted)$|^FailStateEntered$/,
  FATAL: /^Execution(Failed|TimedOut|Aborted)$/,
  OFF: undefined,
};

/** Members of an event's details that are logged only with `includeExecutionData`. */
const DATA: ReadonlySet<string> = new Set(['input', 'output', 'parameters']);

function detailsOf(event: HistoryEvent, hasData: boolean): object {
  const details: JsonObject = Object.values(event).find(isObject) ?? {};
  const members = Object.entries(details).filter(([name]) => hasData || !DATA.has(name));
  const truncations = members
    .filter(([name]) => name === 'input' || name === 'output')
    .map(([name]) => [`${name}Details`, { truncated: false }] as const);
  return Object.fromEntries([...members, ...truncations]);
}

/** The events of one execution in its state machine's log group. Failures never reach the execution. */
export class ExecutionLog {
  private readonly place: { readonly logGroupName: string; readonly logStreamName: string };
  private readonly aws: AwsCall;
  private lines: { timestamp: number; message: string }[] = [];
  private writing: Promise<void> | undefined;
  private isOpen = false;

  constructor(
    private readonly executionArn: string,
    private readonly machine: StateMachine,
    platform: Platform,
    private readonly closing: AbortSignal,
  ) {
    const [minute] = new Date(platform.clock.now())
      .toISOString()
      .replaceAll(/[T:]/g, '-')
      .match(/^.{16}/)!;
    this.place = {
      logGroupName: logGroupOf(machine.logging)?.split(':')[6] ?? '',
      logStreamName: `states/${machine.name}/${minute}/${platform.newId().slice(0, 8)}`,
    };
    this.aws = platform.as(serviceCaller('delivery.logs.amazonaws.com', machine.stateMachineArn));
  }

  add(event: HistoryEvent): void {
    const { level, includeExecutionData } = this.machine.logging;
    if (!LEVELS[level]?.test(event.type)) return;
    const timestamp = Math.round(event.timestamp * 1_000);
    const record = {
      id: String(event.id),
      type: event.type,
      details: detailsOf(event, includeExecutionData),
      previous_event_id: String(event.previousEventId),
      event_timestamp: String(timestamp),
      execution_arn: this.executionArn,
      redrive_count: '0',
    };
    this.lines.push({ timestamp, message: JSON.stringify(record) });
    this.writing ??= this.write();
  }

  private async write(): Promise<void> {
    // The events of one turn are one batch.
    await Promise.resolve();
    try {
      while (this.lines.length > 0 && !this.closing.aborted) {
        const logEvents = this.lines;
        this.lines = [];
        if (!this.isOpen) await this.aws('logs', 'CreateLogStream', this.place);
        this.isOpen = true;
        await this.aws('logs', 'PutLogEvents', { ...this.place, logEvents });
      }
    } catch (error) {
      if (!(error instanceof AwsError))
        console.error(`embedded AWS: ${this.executionArn} could not log`, error);
    }
    this.writing = undefined;
  }
}
