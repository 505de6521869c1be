import { PERSONALIZE_NAMESPACE } from '@ecommerce-recommenders/personalize/recommender-metrics';
import { AwsError } from '../../aws-error';
import type { Action } from '../../gateway/action';
import type { Fields, InputOf } from '../../gateway/shape';
import type { Metrics, Series } from '../../metrics';
import type { PersonalizeStore } from './personalize-store';

/** Metrics of an operation's requests. */
export interface OperationMetrics<Input> {
  /** Metric names. */
  readonly succeeded: string;
  readonly latency: string;
  readonly clientErrors: string;
  readonly serverErrors: string;
  /** Name of the only dimension. */
  readonly dimension: string;
  /** Value of the dimension: the request's resource, if it exists. */
  readonly arnOf: (input: Input, store: PersonalizeStore) => string | undefined;
}

type Outcome = 'succeeded' | 'latency' | 'clientErrors' | 'serverErrors';

/**
 * Counts an operation's requests per resource. Requests rejected before the operation runs, for input or
 * permissions, are not counted.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/cloudwatch-metrics.html
 */
export function measured<const F extends Fields>(
  action: Action<PersonalizeStore, F>,
  operation: OperationMetrics<InputOf<F>>,
): Action<PersonalizeStore, F> {
  const kept = new WeakMap<Metrics, Map<string, Partial<Record<Outcome, Series>>>>();

  /** Adds to a resource's series, created on first use: two map look-ups per request. */
  function add(outcome: Outcome, value: number, arn: string, metrics: Metrics): void {
    let byArn = kept.get(metrics);
    if (!byArn) kept.set(metrics, (byArn = new Map<string, Partial<Record<Outcome, Series>>>()));
    let series = byArn.get(arn);
    if (!series) byArn.set(arn, (series = {}));
    series[outcome] ??= metrics.series(
      PERSONALIZE_NAMESPACE,
      operation[outcome],
      { [operation.dimension]: arn },
      outcome === 'latency' ? 'Milliseconds' : 'Count',
    );
    series[outcome].add(value);
  }

  return {
    ...action,
    run: async (input, store, call) => {
      const startedMs = performance.now();
      const { metrics } = store.platform;
      try {
        const output = await action.run(input, store, call);
        const arn = operation.arnOf(input, store);
        if (arn !== undefined) {
          add('succeeded', 1, arn, metrics);
          add('latency', performance.now() - startedMs, arn, metrics);
        }
        return output;
      } catch (error) {
        const arn = operation.arnOf(input, store);
        const isServers = !(error instanceof AwsError) || error.status >= 500;
        if (arn !== undefined) add(isServers ? 'serverErrors' : 'clientErrors', 1, arn, metrics);
        throw error;
      }
    },
  };
}
