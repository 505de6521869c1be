import { AwsError } from '../../aws-error';
import type { AwsCall } from '../../platform';

/** A line of a run's log, and its destination. */
export interface RunLogLine {
  readonly group: string;
  readonly stream: string;
  readonly message: string;
  /** Milliseconds since the Unix epoch. */
  readonly ms: number;
}

/** Writes a line as the job's role, creating the group if missing. Failures never reach the run. */
export async function logRun(aws: AwsCall, { group, stream, message, ms }: RunLogLine): Promise<void> {
  const place = { logGroupName: group, logStreamName: stream };
  try {
    try {
      await aws('logs', 'CreateLogStream', place);
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
      await aws('logs', 'CreateLogGroup', { logGroupName: group });
      await aws('logs', 'CreateLogStream', place);
    }
    await aws('logs', 'PutLogEvents', { ...place, logEvents: [{ timestamp: Math.floor(ms), message }] });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}
