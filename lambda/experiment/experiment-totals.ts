import { FilterLogEventsCommand, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  linePattern,
  totalsKey,
  totalsPrefix,
  type ExperimentDay,
} from '@ecommerce-recommenders/shop-data/contracts/experiment';
import {
  addFolds,
  dayOf,
  foldLines,
  grownDay,
  nextDayMs,
  parseDay,
  type Fold,
} from '@ecommerce-recommenders/shop-data/experiment/experiment-day';
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

/** Lines reach CloudWatch Logs within seconds; one that comes later than this is lost. */
const SETTLED_MS = 120_000;

/** Lines of so much time are added to the totals in one step, so that a run that ends early has not worked for nothing. */
const STEP_MS = 3_600_000;

/** How far the first run looks back. */
const FIRST_MS = 24 * STEP_MS;

/** An object of a day, and the condition under which it may be replaced. */
interface Stored {
  readonly key: string;
  readonly day?: ExperimentDay;
  readonly condition: { readonly IfMatch?: string; readonly IfNoneMatch?: '*' };
}

/**
 * Adds the lines since the latest run to the totals of their days. Every object says until when lines are in it, and is replaced on
 * condition that nobody else has: a run that is repeated, or overlaps with another, counts no line twice.
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

/** Page by page: an hour of a large shop does not fit into memory. */
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
        // Inclusive.
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
