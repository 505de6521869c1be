import { type CloudWatchClient, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import {
  DescribeRecommenderCommand,
  type PersonalizeClient,
  paginateListBatchInferenceJobs,
  paginateListBatchSegmentJobs,
  paginateListDatasetImportJobs,
  paginateListDatasets,
  paginateListEventTrackers,
  paginateListRecommenders,
  paginateListSolutions,
  paginateListSolutionVersions,
} from '@aws-sdk/client-personalize';
import { paginateListExecutions, type ExecutionListItem, type SFNClient } from '@aws-sdk/client-sfn';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import {
  DEPLOYMENT_RUN,
  UNTIL_EVENTS_MS,
} from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import { PERSONALIZE_NAMESPACE } from '@ecommerce-recommenders/personalize/recommender-metrics';
import type { StackOutputs } from '../deployed/stack-outputs';

/** Clients of the services that may be working on the shop's data. */
export interface WorkDeps {
  readonly personalize: PersonalizeClient;
  readonly sfn: SFNClient;
  readonly cloudWatch: CloudWatchClient;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Milliseconds since 1970. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** An import, a training or a batch job. */
interface Work {
  /** Description of the work. */
  readonly what: string;
  readonly startedMs: number;
  /** Absent while it is in progress. */
  readonly endedMs?: number;
}

/** Fields that all resources of Personalize have. */
interface Resource {
  readonly status?: string;
  readonly creationDateTime?: Date;
  readonly lastUpdatedDateTime?: Date;
}

const isUnderWay = ({ status = '' }: Resource): boolean => /(PENDING|IN_PROGRESS|IN PROGRESS)$/.test(status);

/**
 * Describes work in progress on the shop's data. Personalize guarantees a deletion only while nothing is imported,
 * trained or processed in batch, and files must not change while they are rewritten.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/delete-records.html
 */
export async function workUnderWay(deps: WorkDeps, outputs: StackOutputs): Promise<string[]> {
  const found: string[] = [];
  for (const [stateMachineArn, what] of machinesOf(outputs)) {
    const query = { stateMachineArn, statusFilter: 'RUNNING' as const };
    for await (const { executions = [] } of paginateListExecutions({ client: deps.sfn }, query))
      for (const execution of executions)
        if (!isWaitingForEvents(outputs, execution, deps.now())) found.push(`${what} (${execution.name})`);
  }
  for await (const { what, endedMs } of workOf(deps, outputs)) if (endedMs === undefined) found.push(what);
  return found;
}

/**
 * Describes work on the shop's data during an interval. Events count as imports. Personalize reports neither the
 * weekly trainings of recommenders nor PutUsers and PutItems.
 */
export async function workDuring(
  deps: WorkDeps,
  outputs: StackOutputs,
  interval: Interval,
): Promise<string[]> {
  const { fromMs, toMs } = interval;
  const found: string[] = [];
  // Only runs that were active at the job's start count, because later ones wait for its end.
  for (const [stateMachineArn, what] of machinesOf(outputs))
    for (const execution of await runsAt(deps, stateMachineArn, fromMs))
      if (!isWaitingForEvents(outputs, execution, fromMs)) found.push(`${what} (${execution.name})`);
  for await (const { what, startedMs, endedMs = Infinity } of workOf(deps, outputs)) {
    const isInside = startedMs >= fromMs && startedMs <= toMs;
    if (isInside || (startedMs < fromMs && endedMs > fromMs)) found.push(what);
  }
  found.push(...(await eventsDuring(deps, outputs, interval)));
  return found;
}

const machinesOf = (outputs: StackOutputs): [arn: string, what: string][] => {
  const machines: [string | undefined, string][] = [
    [outputs.FreshDataStateMachineArn, 'an import of fresh data'],
    [outputs.ListsStateMachineArn, 'a run that makes lists'],
    [outputs.SegmentsStateMachineArn, 'a run that makes segments'],
    [outputs.BatchesStateMachineArn, 'a run that makes recommendations for every user'],
  ];
  return machines.flatMap(([arn, what]) => (arn === undefined ? [] : [[arn, what]]));
};

/**
 * Whether a fresh-data run that a deployment has started is still waiting. Before it takes files, it checks whether a
 * data deletion job is in progress, and waits for its end.
 */
const isWaitingForEvents = (
  { FreshDataStateMachineArn }: StackOutputs,
  { stateMachineArn, name = '', startDate }: ExecutionListItem,
  atMs: number,
): boolean =>
  stateMachineArn === FreshDataStateMachineArn &&
  name.startsWith(DEPLOYMENT_RUN) &&
  atMs - Number(startDate) < UNTIL_EVENTS_MS;

/** The executions that were running at a given time. */
async function runsAt(
  { sfn }: WorkDeps,
  stateMachineArn: string,
  atMs: number,
): Promise<ExecutionListItem[]> {
  const found: ExecutionListItem[] = [];
  const paging = { client: sfn, pageSize: 1000 };
  for await (const { executions = [] } of paginateListExecutions(paging, { stateMachineArn }))
    for (const execution of executions) {
      const { startDate, stopDate } = execution;
      if (Number(startDate) < atMs && (stopDate === undefined || Number(stopDate) > atMs))
        found.push(execution);
    }
  return found;
}

/** Imports, trainings and batch jobs of a dataset group that Personalize still knows. */
async function* workOf(
  { personalize: client }: WorkDeps,
  { DatasetGroupArn: datasetGroupArn }: StackOutputs,
): AsyncGenerator<Work> {
  for await (const { datasets = [] } of paginateListDatasets({ client }, { datasetGroupArn }))
    for (const { datasetArn } of datasets)
      for await (const { datasetImportJobs = [] } of paginateListDatasetImportJobs(
        { client },
        { datasetArn },
      ))
        yield* datasetImportJobs.map((job) => workAs(`the import job ${job.jobName}`, job));
  for await (const { recommenders = [] } of paginateListRecommenders({ client }, { datasetGroupArn }))
    for (const recommender of recommenders) {
      const { name, status, recommenderArn } = recommender;
      // The time of the last change says nothing about the training.
      const created = Number(recommender.creationDateTime ?? 0);
      yield isUnderWay(recommender)
        ? workAs(`the recommender ${name} (${status})`, recommender)
        : { what: `the training of the recommender ${name}`, startedMs: created, endedMs: created };
      const update = await latestUpdate(client, recommenderArn);
      if (update) yield workAs(`an update of the recommender ${name}`, update);
    }
  const solutionArns: string[] = [];
  for await (const { solutions = [] } of paginateListSolutions({ client }, { datasetGroupArn }))
    for (const { solutionArn = '', name } of solutions) {
      solutionArns.push(solutionArn);
      for await (const { solutionVersions = [] } of paginateListSolutionVersions({ client }, { solutionArn }))
        yield* solutionVersions.map((one) => workAs(`a training of ${name} (${one.status})`, one));
    }
  if (solutionArns.length === 0) return;
  const isOurs = ({ solutionVersionArn = '' }: { readonly solutionVersionArn?: string }): boolean =>
    solutionArns.some((arn) => solutionVersionArn.startsWith(`${arn}/`));
  for await (const { batchSegmentJobs = [] } of paginateListBatchSegmentJobs({ client }, {}))
    yield* batchSegmentJobs.filter(isOurs).map((job) => workAs(`the batch segment job ${job.jobName}`, job));
  for await (const { batchInferenceJobs = [] } of paginateListBatchInferenceJobs({ client }, {}))
    yield* batchInferenceJobs
      .filter(isOurs)
      .map((job) => workAs(`the batch inference job ${job.jobName}`, job));
}

async function latestUpdate(
  client: PersonalizeClient,
  recommenderArn: string | undefined,
): Promise<Resource | undefined> {
  try {
    const { recommender } = await client.send(new DescribeRecommenderCommand({ recommenderArn }));
    return recommender?.latestRecommenderUpdate;
  } catch (error) {
    // It was deleted meanwhile.
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function workAs(what: string, resource: Resource): Work {
  const startedMs = Number(resource.creationDateTime ?? 0);
  if (isUnderWay(resource)) return { what, startedMs };
  return { what, startedMs, endedMs: Number(resource.lastUpdatedDateTime ?? startedMs) };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long CloudWatch keeps data points per minute. */
const MINUTES_KEPT_MS = 15 * 24 * HOUR_MS;

/** Number of accepted requests with events during the minutes of an interval, by tracker. */
async function eventsDuring(
  { personalize, cloudWatch, now }: WorkDeps,
  { DatasetGroupArn: datasetGroupArn }: StackOutputs,
  { fromMs, toMs }: Interval,
): Promise<string[]> {
  const stepMs = now() - fromMs < MINUTES_KEPT_MS ? MINUTE_MS : HOUR_MS;
  const found: string[] = [];
  for await (const { eventTrackers = [] } of paginateListEventTrackers(
    { client: personalize },
    { datasetGroupArn },
  ))
    for (const { eventTrackerArn, name } of eventTrackers) {
      const Dimensions = [{ Name: 'EventTrackerArn', Value: eventTrackerArn }];
      const Metric = { Namespace: PERSONALIZE_NAMESPACE, MetricName: 'PutEventsRequests', Dimensions };
      const query = {
        StartTime: new Date(Math.floor(fromMs / stepMs) * stepMs),
        EndTime: new Date((Math.floor(toMs / stepMs) + 1) * stepMs),
        MetricDataQueries: [{ Id: 'events', MetricStat: { Metric, Stat: 'Sum', Period: stepMs / 1000 } }],
      };
      let requests = 0;
      for await (const { MetricDataResults = [] } of paginateGetMetricData({ client: cloudWatch }, query))
        for (const { Values = [] } of MetricDataResults)
          requests += Values.reduce((sum, value) => sum + value, 0);
      if (requests > 0) found.push(`${countInWords(requests, 'request')} with live events (${name})`);
    }
  return found;
}
