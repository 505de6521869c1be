import type { Metrics } from '../../metrics';

/** Publishes what became of an invocation. @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function countInvocation(
  functionName: string,
  { durationMs, failed }: { readonly durationMs: number; readonly failed: boolean },
  metrics: Metrics,
): void {
  const add = (name: string, value: number, unit: string): void =>
    metrics.series('AWS/Lambda', name, { FunctionName: functionName }, unit).add(value);
  add('Invocations', 1, 'Count');
  // Published for each invocation, so that a function that never failed has a sum of 0.
  add('Errors', failed ? 1 : 0, 'Count');
  add('Duration', durationMs, 'Milliseconds');
}
