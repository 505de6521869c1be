import type { LogSettings, Reply } from './worker/worker-message';

/** Log entries written by Lambda itself. */
interface RuntimeLog {
  start(requestId: string, version: string, time: string): string;
  end(report: Report): string[];
}

interface Report {
  readonly requestId: string;
  /** ISO 8601. */
  readonly time: string;
  readonly durationMs: number;
  /** Whole milliseconds, initialization included. */
  readonly billedMs: number;
  readonly memoryMb: number;
  readonly reply: Reply;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
export const RUNTIME_LOG: Record<LogSettings['format'], RuntimeLog> = {
  Text: {
    start: (requestId, version) => `START RequestId: ${requestId} Version: ${version}`,
    end: ({ requestId, durationMs, billedMs, memoryMb, reply }) => [
      `END RequestId: ${requestId}`,
      [
        `REPORT RequestId: ${requestId}`,
        `Duration: ${durationMs.toFixed(2)} ms`,
        `Billed Duration: ${billedMs} ms`,
        `Memory Size: ${memoryMb} MB`,
        `Max Memory Used: ${reply.maxMemoryMb ?? memoryMb} MB`,
        ...(reply.initMs === undefined ? [] : [`Init Duration: ${reply.initMs.toFixed(2)} ms`]),
      ].join('\t'),
    ],
  },
  JSON: {
    start: (requestId, version, time) =>
      JSON.stringify({ time, type: 'platform.start', record: { requestId, version } }),
    end: ({ requestId, time, durationMs, billedMs, memoryMb, reply }) => {
      const metrics = {
        durationMs,
        billedDurationMs: billedMs,
        memorySizeMB: memoryMb,
        maxMemoryUsedMB: reply.maxMemoryMb ?? memoryMb,
        ...(reply.initMs !== undefined && { initDurationMs: reply.initMs }),
      };
      const status = reply.failed ? 'failure' : 'success';
      return [JSON.stringify({ time, type: 'platform.report', record: { requestId, status, metrics } })];
    },
  },
};
