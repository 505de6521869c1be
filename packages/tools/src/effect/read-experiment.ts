import { paginateFilterLogEvents, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { DayTotals } from '@ecommerce-recommenders/shop-data/insight/effect/totals';
import {
  experimentName,
  linePattern,
  totalsPrefix,
  type DeployedExperiment,
  type ExperimentDay,
} from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import {
  addFolds,
  foldLines,
  parseDay,
  type Fold,
} from '@ecommerce-recommenders/shop-data/contracts/experiment/experiment-day';
import { dayOf } from '@ecommerce-recommenders/shop-data/contracts/utc-day';
import { EXPERIMENT_OUTPUT } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import type { StackOutputs } from '../deployed/stack-outputs';

/** The data of an experiment. */
export interface ExperimentRead {
  readonly experiment: DeployedExperiment;
  /** Days in order. */
  readonly days: readonly DayTotals[];
  /** Number of log lines that could not be parsed. */
  readonly refused: number;
  /** Time until which the stack itself has summed up lines, in milliseconds since 1970. Later lines were read from the log. */
  readonly addedUpUntilMs?: number;
}

/** @throws Error that says how to set up an experiment, if the stack has none */
export function deployedExperiment(outputs: StackOutputs, stack: string): DeployedExperiment {
  const json = outputs[EXPERIMENT_OUTPUT];
  if (json !== undefined) return JSON.parse(json) as DeployedExperiment;
  throw new Error(
    `The stack ${stack} has no experiment. Set experiment to {"share":0.1}, and api, in cdk.json, and deploy: a tenth of the ` +
      'visitors then gets best sellers, to compare with. See docs/effect.md.',
  );
}

const DAY_MS = 86_400_000;

/** Reads the totals of every day, and later lines from the log. */
export async function readExperiment(
  { s3, logs }: { readonly s3: S3Client; readonly logs: CloudWatchLogsClient },
  { experiment, bucket }: { readonly experiment: DeployedExperiment; readonly bucket: string },
  nowMs: number,
): Promise<ExperimentRead> {
  const name = experimentName(experiment);
  const stored = await storedDays(s3, bucket, totalsPrefix(name));
  const addedUpUntilMs = stored.at(-1)?.untilMs;
  const byDay = new Map<string, Fold>(stored.map((day) => [day.day, day]));
  const latest = await latestLines(logs, experiment, addedUpUntilMs ?? nowMs - DAY_MS);
  for (const [day, lines] of latest) {
    const fold = foldLines(lines, name);
    const before = byDay.get(day);
    byDay.set(day, before ? addFolds(before, fold) : fold);
  }
  const days = [...byDay].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    experiment,
    days: days.map(([day, { totals }]) => ({ day, totals })),
    refused: days.reduce((sum, [, { refused }]) => sum + refused, 0),
    addedUpUntilMs,
  };
}

async function storedDays(s3: S3Client, Bucket: string, Prefix: string): Promise<ExperimentDay[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix }))
    keys.push(...Contents.map(({ Key = '' }) => Key));
  const days: ExperimentDay[] = [];
  for (const Key of keys.sort()) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    days.push(parseDay((await Body?.transformToString()) ?? '', Key));
  }
  return days;
}

/** Lines by their day. */
async function latestLines(
  logs: CloudWatchLogsClient,
  experiment: DeployedExperiment,
  startTime: number,
): Promise<Map<string, string[]>> {
  const lines = new Map<string, string[]>();
  const query = {
    logGroupName: experiment.logGroup,
    filterPattern: linePattern(experimentName(experiment)),
    startTime,
  };
  for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, query))
    for (const { timestamp = 0, message = '' } of events) {
      const day = dayOf(timestamp);
      const found = lines.get(day);
      if (found) found.push(message);
      else lines.set(day, [message]);
    }
  return lines;
}
