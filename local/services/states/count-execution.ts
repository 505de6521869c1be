import type { Metrics } from '../../metrics';
import type { ExecutionStatus } from './execution';

const METRICS: Record<ExecutionStatus, string> = {
  RUNNING: 'ExecutionsStarted',
  SUCCEEDED: 'ExecutionsSucceeded',
  FAILED: 'ExecutionsFailed',
  TIMED_OUT: 'ExecutionsTimedOut',
  ABORTED: 'ExecutionsAborted',
};

/** Publishes that an execution has begun, or how it ended. @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
export function countExecution(
  stateMachineArn: string,
  { status, ranMs }: { readonly status: ExecutionStatus; readonly ranMs?: number },
  metrics: Metrics,
): void {
  const add = (name: string, value: number, unit: string): void =>
    metrics.series('AWS/States', name, { StateMachineArn: stateMachineArn }, unit).add(value);
  add(METRICS[status], 1, 'Count');
  if (ranMs !== undefined) add('ExecutionTime', ranMs, 'Milliseconds');
}
