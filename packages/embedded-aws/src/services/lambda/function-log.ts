import { AwsError } from '../../aws-error';
import type { AwsCall, Platform, Session } from '../../platform';
import type { LambdaFunction } from './lambda-function';

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

const MAX_BATCH_EVENTS = 10_000;
const MAX_BATCH_BYTES = 1_048_576;
/** CloudWatch Logs' overhead per event. */
const EVENT_OVERHEAD_BYTES = 26;

/** Log stream of one process. Its failures never reach the invocation. */
export class FunctionLog {
  /** `2026/11/24/[$LATEST]…` */
  readonly stream: string;
  private readonly group: string;
  private readonly logs: AwsCall;
  private events: LogEvent[] = [];
  private opening: Promise<void> | undefined;

  constructor(
    private readonly platform: Platform,
    session: Session,
    { logging, version }: LambdaFunction,
    private readonly closing: AbortSignal,
  ) {
    this.group = logging.group;
    this.logs = platform.as(session);
    const [day] = new Date(platform.clock.now()).toISOString().split('T');
    this.stream = `${day.replaceAll('-', '/')}/[${version}]${platform.newId().replaceAll('-', '')}`;
  }

  add(message: string): void {
    // CloudWatch Logs has no empty events; drop empty lines.
    if (message !== '') this.events.push({ timestamp: Math.floor(this.platform.clock.now()), message });
  }

  /** Creates the stream on first use, and its group if missing. */
  open(): Promise<void> {
    this.opening ??= this.attempt(async () => {
      const place = { logGroupName: this.group, logStreamName: this.stream };
      try {
        await this.logs('logs', 'CreateLogStream', place);
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
        await this.logs('logs', 'CreateLogGroup', { logGroupName: this.group });
        await this.logs('logs', 'CreateLogStream', place);
      }
    });
    return this.opening;
  }

  /** Writes and returns everything added since the last flush. */
  async flush(): Promise<string[]> {
    const events = this.events;
    this.events = [];
    const place = { logGroupName: this.group, logStreamName: this.stream };
    for (const logEvents of batchesOf(events))
      await this.attempt(() => this.logs('logs', 'PutLogEvents', { ...place, logEvents }));
    return events.map(({ message }) => message);
  }

  private async attempt(write: () => Promise<unknown>): Promise<void> {
    // After a reset, these calls would reach the new account.
    if (this.closing.aborted) return;
    try {
      await write();
    } catch (error) {
      if (!(error instanceof AwsError)) console.error('embedded AWS: a function could not log', error);
    }
  }
}

/** Splits events into batches for PutLogEvents; oversized messages are truncated. */
function batchesOf(events: readonly LogEvent[]): LogEvent[][] {
  const batches: LogEvent[][] = [];
  let bytes = Infinity;
  for (const event of events) {
    const message = Buffer.from(event.message)
      .subarray(0, MAX_BATCH_BYTES / 4)
      .toString();
    const size = Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;
    if (bytes + size > MAX_BATCH_BYTES || batches.at(-1)!.length === MAX_BATCH_EVENTS) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)!.push({ ...event, message });
    bytes += size;
  }
  return batches;
}
