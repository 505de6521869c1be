import { FilterLogEventsCommand, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  linePattern,
  totalsKey,
  totalsPrefix,
  type ExperimentDay,
} from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import {
  addFolds,
  foldLines,
  grownDay,
  parseDay,
  type Fold,
} from '@ecommerce-recommenders/shop-data/contracts/experiment/experiment-day';
import { dayOf, nextDayMs } from '@ecommerce-recommenders/shop-data/contracts/utc-day';
import type { HandlerLogger } from '../shop/functions/handler-logger';

/** Options of {@link experimentTotals}. */
export interface TotalsOptions {
  readonly s3: Pick<S3Client, 'send'>;
  readonly logs: Pick<CloudWatchLogsClient, 'send'>;
  readonly bucket: string;
  /** Log group of the API's function. */
  readonly logGroup: string;
  /** Name of the experiment. */
  readonly experiment: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: HandlerLogger;
}

/** Lines reach CloudWatch Logs within seconds. One that arrives later than this is not counted. */
const SETTLED_MS = 120_000;

/** One step adds the lines of this time span to the totals, so that a run that ends early has made progress. */
const STEP_MS = 3_600_000;

/** How far the first run looks back. */
const FIRST_MS = 24 * STEP_MS;

/** The object of a day, with the condition for replacing it. */
interface Stored {
  readonly key: string;
  readonly day?: ExperimentDay;
  readonly condition: { readonly IfMatch?: string; readonly IfNoneMatch?: '*' };
}

/**
 * Adds the lines since the previous run to the totals of their days. Each object records until when it includes
 * lines, and is replaced with a conditional write, so no line is counted twice, even by retried or concurrent runs.
 *
 * @returns a function that resolves to the number of lines added
 */
export function experimentTotals(options: TotalsOptions): () => Promise<number> {
  const { s3, bucket: Bucket, experiment, now, logger } = options;

  const stored = async (key: string): Promise<Stored> => {
    try {
      const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
      const day = parseDay((await Body?.transformToString()) ?? '', key);
      return { key, day, condition: { IfMatch: ETag } };
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'NoSuchKey') throw error;
      return { key, condition: { IfNoneMatch: '*' } };
    }
  };

  const latestKey = async (): Promise<string | undefined> => {
    const keys: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket, Prefix: totalsPrefix(experiment), ContinuationToken }),
      );
      keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return keys.sort().at(-1);
  };

  const start = async (): Promise<number> => {
    const key = await latestKey();
    return (key && (await stored(key)).day?.untilMs) || now() - FIRST_MS;
  };

  return async () => {
    const untilMs = now() - SETTLED_MS;
    let [lines, refused] = [0, 0];
    let at = await start();
    while (at < untilMs) {
      const day = dayOf(at);
      const { key, day: before, condition } = await stored(totalsKey(experiment, day));
      const end = Math.min(untilMs, nextDayMs(at), at + STEP_MS);
      const added = await linesBetween(options, at, end);
      const Body = JSON.stringify(grownDay(day, before, added, end));
      await s3.send(
        new PutObjectCommand({ Bucket, Key: key, Body, ContentType: 'application/json', ...condition }),
      );
      at = end;
      lines += added.lines;
      refused += added.refused;
    }
    logger.info('experiment', { experiment, lines, refused, until: new Date(at).toISOString() });
    return lines;
  };
}

/** Counts one page at a time, because an hour of a large shop does not fit into memory. */
async function linesBetween(
  { logs, logGroup, experiment }: TotalsOptions,
  startTime: number,
  end: number,
): Promise<Fold> {
  let fold = foldLines([], experiment);
  let nextToken: string | undefined;
  do {
    const page = await logs.send(
      new FilterLogEventsCommand({
        logGroupName: logGroup,
        filterPattern: linePattern(experiment),
        startTime,
        // endTime is inclusive.
        endTime: end - 1,
        nextToken,
      }),
    );
    fold = addFolds(
      fold,
      foldLines(
        (page.events ?? []).map(({ message = '' }) => message),
        experiment,
      ),
    );
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return fold;
}
