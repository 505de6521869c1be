import { PutMetricDataCommand, type CloudWatchClient, type MetricDatum } from '@aws-sdk/client-cloudwatch';
import {
  SHOP_METRICS,
  STACK_DIMENSION,
  TRAINING_METRICS,
  USE_CASE_DIMENSION,
  WATCH_NAMESPACE,
} from '../../domain/watch-metrics';
import { errorInWords } from '../error-in-words';
import type { HandlerLogger } from '../handler-logger';
import type { PersonalizeApi } from '../personalize-api';
import { lookAtImports } from './look-at-imports';
import { lookAtTrainings } from './look-at-trainings';

/** What {@link watch} looks at, and where it says what it saw. */
export interface WatchOptions {
  readonly personalize: PersonalizeApi;
  readonly cloudWatch: Pick<CloudWatchClient, 'send'>;
  readonly stackName: string;
  /** By use case. */
  readonly recommenderArns: Readonly<Record<string, string>>;
  readonly datasetArns: readonly string[];
  /** Users of the shop; 0 where they were not counted. */
  readonly users: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: HandlerLogger;
}

/**
 * Puts what AWS does not publish of a shop as metrics, all in one request. What failed is said by the metrics as long
 * as it is so, and in words in the log.
 */
export function watch(options: WatchOptions): () => Promise<void> {
  const { personalize, cloudWatch, stackName, logger } = options;
  const look = async (): Promise<void> => {
    const nowMs = options.now();
    const imports = await lookAtImports(personalize, options.datasetArns, nowMs);
    const trainings = await lookAtTrainings(personalize, options.recommenderArns, options.users, nowMs);
    const data: MetricDatum[] = [];
    const add = (
      { name, unit }: { readonly name: string; readonly unit: MetricDatum['Unit'] },
      value: number | undefined,
      dimensions: Readonly<Record<string, string>> = {},
    ): void => {
      if (value === undefined) return;
      const all = Object.entries({ [STACK_DIMENSION]: stackName, ...dimensions });
      data.push({
        MetricName: name,
        Unit: unit,
        Value: value,
        Dimensions: all.map(([Name, Value]) => ({ Name, Value })),
      });
    };
    add(SHOP_METRICS.dataAge, imports.dataAgeDays);
    add(SHOP_METRICS.failedImports, imports.failures.length);
    add(SHOP_METRICS.failedTrainings, trainings.failures.length);
    add(SHOP_METRICS.monthlyCost, trainings.monthlyCostUsd);
    for (const { useCase, ...seen } of trainings.recommenders)
      for (const metric of ['trainingAge', 'ndcg', 'coverage'] as const)
        add(TRAINING_METRICS[metric], seen[metric], { [USE_CASE_DIMENSION]: useCase });
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: WATCH_NAMESPACE, MetricData: data }));
    const failures = [...imports.failures, ...trainings.failures];
    logger.info('watch', {
      dataAgeDays: imports.dataAgeDays,
      monthlyCostUsd: trainings.monthlyCostUsd,
      failures,
    });
  };
  return async () => {
    try {
      await look();
    } catch (error) {
      const reason = errorInWords(error);
      logger.error('watch', { reason });
      throw new Error(reason, { cause: error });
    }
  };
}
