import { serviceCaller } from '../../../authorization/principal';
import { AwsError } from '../../../aws-error';
import type { AwsCall, Platform } from '../../../platform';

/** Writes an API's access log, in batches. Failures never reach a request; the request log has them. */
export class AccessLog {
  private readonly aws: AwsCall;
  private readonly logStreamName: string;
  private readonly streams = new Set<string>();
  private lines: { readonly group: string; readonly timestamp: number; readonly message: string }[] = [];
  private writing: Promise<void> | undefined;
  private isClosed = false;

  constructor(apiArn: string, platform: Platform) {
    this.logStreamName = platform.newId().replaceAll('-', '');
    this.aws = platform.as(serviceCaller('delivery.logs.amazonaws.com', apiArn));
  }

  /** @param destinationArn - of a log group */
  add(destinationArn: string, timestamp: number, message: string): void {
    this.lines.push({ group: destinationArn.split(':')[6] ?? '', timestamp: Math.floor(timestamp), message });
    this.writing ??= this.write();
  }

  close(): void {
    this.isClosed = true;
  }

  private async write(): Promise<void> {
    // The lines of one turn are one batch.
    await Promise.resolve();
    while (this.lines.length > 0 && !this.isClosed) {
      const lines = this.lines;
      this.lines = [];
      for (const group of new Set(lines.map((line) => line.group))) {
        const logEvents = lines
          .filter((line) => line.group === group)
          .map(({ timestamp, message }) => ({ timestamp, message }));
        await this.put(group, logEvents).catch((error: unknown) => {
          if (!(error instanceof AwsError))
            console.error('embedded AWS: an access log was not written', error);
        });
      }
    }
    this.writing = undefined;
  }

  private async put(logGroupName: string, logEvents: readonly object[]): Promise<void> {
    const place = { logGroupName, logStreamName: this.logStreamName };
    if (!this.streams.has(logGroupName)) await this.aws('logs', 'CreateLogStream', place);
    this.streams.add(logGroupName);
    await this.aws('logs', 'PutLogEvents', { ...place, logEvents });
  }
}
