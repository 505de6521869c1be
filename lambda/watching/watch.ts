import { PutMetricDataCommand, type CloudWatchClient, type MetricDatum } from '@aws-sdk/client-cloudwatch';
import type {
  RankingArns,
  WatchedShelves,
} from '@ecommerce-recommenders/shop-data/contracts/functions/watch';
import {
  SHOP_METRICS,
  STACK_DIMENSION,
  TRAINING_METRICS,
  USE_CASE_DIMENSION,
  WATCH_NAMESPACE,
} from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import { importJobs, type ImportJob } from '../shop/dataset-import/import-jobs';
import { errorInWords } from '../shop/resources/error-in-words';
import type { HandlerLogger } from '../shop/functions/handler-logger';
import { CREATE_FAILED, type PersonalizeApi } from '../shop/resources/personalize-api';
import { checkRanking } from './check-ranking';
import { darkShelves } from './check-shelves';
import { checkTrainings } from './check-trainings';

/** Age and failures of a shop's imports. */
export interface SeenImports {
  /** Days since the newest import that succeeded; absent before the first. */
  readonly dataAgeDays?: number;
  /** Sentences about datasets whose newest import failed. */
  readonly failures: readonly string[];
}

const DAY_MS = 86_400_000;

/** Reads the import jobs of all datasets. A failure with a later success does not count. */
async function checkImports(
  client: PersonalizeApi,
  datasetArns: readonly string[],
  nowMs: number,
): Promise<SeenImports> {
  const all = await Promise.all(datasetArns.map((arn) => importJobs(client, arn)));
  const succeeded = all.flat().filter(({ status }) => status === 'ACTIVE');
  const newestMs = Math.max(...succeeded.map(({ updatedMs }) => updatedMs));
  return {
    ...(succeeded.length > 0 && { dataAgeDays: Math.max(0, nowMs - newestMs) / DAY_MS }),
    failures: all.flatMap((jobs) => {
      const newest = newestOf(jobs);
      if (newest?.status !== CREATE_FAILED) return [];
      return [`Import job ${newest.name} failed: ${newest.failureReason ?? 'no reason given'}`];
    }),
  };
}

const newestOf = (jobs: readonly ImportJob[]): ImportJob | undefined =>
  [...jobs].sort((a, b) => b.createdMs - a.createdMs)[0];

/** Inputs and clients of {@link watch}. */
export interface WatchOptions {
  readonly personalize: PersonalizeApi;
  readonly cloudWatch: Pick<CloudWatchClient, 'send'>;
  readonly stackName: string;
  /** ARNs by use case. */
  readonly recommenderArns: Readonly<Record<string, string>>;
  readonly datasetArns: readonly string[];
  /** Number of the shop's users; 0 if they were not counted. */
  readonly users: number;
  /** Absent without a ranking. */
  readonly ranking?: RankingArns;
  /** Absent if no shelves are counted. */
  readonly shelves?: WatchedShelves;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: HandlerLogger;
}

/**
 * Publishes metrics that AWS does not provide, in one request. A failure stays visible in the metrics for as long as
 * it lasts, and the log explains it.
 */
export function watch(options: WatchOptions): () => Promise<void> {
  const { personalize, cloudWatch, stackName, logger } = options;
  const look = async (): Promise<void> => {
    const nowMs = options.now();
    const imports = await checkImports(personalize, options.datasetArns, nowMs);
    const trainings = await checkTrainings(personalize, options.recommenderArns, options.users, nowMs);
    const ranking = options.ranking && (await checkRanking(personalize, options.ranking));
    const dark = options.shelves && (await darkShelves(cloudWatch, options.shelves, stackName, nowMs));
    const failedTrainings = [...trainings.failures, ...(ranking?.failures ?? [])];
    const monthlyCostUsd = trainings.monthlyCostUsd + (ranking?.monthlyCostUsd ?? 0);
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
    add(SHOP_METRICS.failedTrainings, failedTrainings.length);
    add(SHOP_METRICS.darkShelves, dark?.length);
    add(SHOP_METRICS.monthlyCost, monthlyCostUsd);
    for (const { useCase, ...seen } of trainings.recommenders)
      for (const metric of ['trainingAge', 'ndcg', 'coverage'] as const)
        add(TRAINING_METRICS[metric], seen[metric], { [USE_CASE_DIMENSION]: useCase });
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: WATCH_NAMESPACE, MetricData: data }));
    const failures = [...imports.failures, ...failedTrainings];
    logger.info('watch', {
      dataAgeDays: imports.dataAgeDays,
      monthlyCostUsd,
      failures,
      darkShelves: dark,
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
