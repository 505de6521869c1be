import { randomBytes } from 'node:crypto';
import { AwsError } from '../../aws-error';
import type { AwsCall, Platform, Session } from '../../platform';

/** The log stream of one process. What goes wrong with it never reaches the invocation. */
export class FunctionLog {
  /** `2026/11/24/[$LATEST]…` */
  readonly stream: string;
  private readonly logs: AwsCall;
  private events: { timestamp: number; message: string }[] = [];
  private opening: Promise<void> | undefined;

  constructor(
    private readonly platform: Platform,
    session: Session,
    private readonly group: string,
    private readonly closing: AbortSignal,
  ) {
    this.logs = platform.as(session);
    const [day] = new Date(platform.clock.now()).toISOString().split('T');
    this.stream = `${day.replaceAll('-', '/')}/[$LATEST]${randomBytes(16).toString('hex')}`;
  }

  add(message: string): void {
    this.events.push({ timestamp: Math.floor(this.platform.clock.now()), message });
  }

  /** Makes the stream on first use, and its group where it is missing. */
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

  /** Writes what was added since, and gives it back. */
  async flush(): Promise<string[]> {
    const logEvents = this.events;
    this.events = [];
    if (logEvents.length > 0)
      await this.attempt(() =>
        this.logs('logs', 'PutLogEvents', {
          logGroupName: this.group,
          logStreamName: this.stream,
          logEvents,
        }),
      );
    return logEvents.map(({ message }) => message);
  }

  private async attempt(write: () => Promise<unknown>): Promise<void> {
    // Calls of an account that is gone would land in the one after it.
    if (this.closing.aborted) return;
    try {
      await write();
    } catch (error) {
      if (!(error instanceof AwsError)) console.error('embedded AWS: a function could not log', error);
    }
  }
}
