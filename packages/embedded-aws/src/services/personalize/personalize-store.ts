import type { DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import type { FaultOf } from '../../faults/fault-kinds';
import type { PersonalizeKind } from '../../latency';
import type { Platform } from '../../platform';
import type { BatchInferenceJob, BatchSegmentJob } from './batch/batch-job-resource';
import type { Dataset } from './dataset';
import type {
  DataDeletionJob,
  DatasetGroup,
  DatasetImportJob,
  DatasetSchema,
  EventTracker,
  Filter,
  MetricAttribution,
} from './resource-kinds';
import { CreationFailure, invalidInput } from './errors';
import { startTransition, type Transition } from './lifecycle';
import type { RecommenderResource } from './recommender-resource';
import type { Resource, Stateful, Status } from './resource';
import { ResourceCollection } from './resource-collection';
import type { Campaign } from './solutions/campaign-resource';
import type { Solution, SolutionVersion } from './solutions/solution-resource';
import { JobThreads } from './threads/job-threads';
import { meterRecommender } from './training/meter-recommender';

/** Initial members of a resource. */
type NewResource = Resource & Stateful & { readonly tags: Map<string, string> };

/** Personalize's state in one region. */
export class PersonalizeStore {
  readonly schemas = new ResourceCollection<DatasetSchema>();
  readonly datasetGroups = new ResourceCollection<DatasetGroup>();
  readonly datasets = new ResourceCollection<Dataset>();
  readonly datasetImportJobs = new ResourceCollection<DatasetImportJob>();
  readonly dataDeletionJobs = new ResourceCollection<DataDeletionJob>();
  readonly recommenders = new ResourceCollection<RecommenderResource>();
  readonly solutions = new ResourceCollection<Solution>();
  readonly solutionVersions = new ResourceCollection<SolutionVersion>();
  readonly campaigns = new ResourceCollection<Campaign>();
  readonly batchInferenceJobs = new ResourceCollection<BatchInferenceJob>();
  readonly batchSegmentJobs = new ResourceCollection<BatchSegmentJob>();
  readonly filters = new ResourceCollection<Filter>();
  readonly eventTrackers = new ResourceCollection<EventTracker>();
  readonly metricAttributions = new ResourceCollection<MetricAttribution>();
  /** ARNs of all import jobs ever created: their names are never reused. */
  readonly usedImportJobArns = new Set<string>();
  /** ARNs of all data deletion jobs ever created. */
  readonly usedDeletionJobArns = new Set<string>();
  /** ARNs of all batch jobs ever created. */
  readonly usedBatchJobArns = new Set<string>();
  /** Aborts background work when the embedded AWS closes. */
  readonly closing = new AbortController();
  /** Serializes trainings: each takes all processors and much memory. */
  readonly trainInTurn = inTurn();
  /** Serializes imports and deletions of interactions. */
  readonly changeInTurn = inTurn();
  /** Where work on interactions is done. */
  readonly threads: JobThreads;

  constructor(readonly platform: Platform) {
    this.threads = new JobThreads(this.closing.signal, { clock: platform.clock });
  }

  /** ARN in this account and region: `arnOf('recommender/NAME')`. */
  arnOf(path: string): string {
    return `arn:aws:personalize:${this.platform.region}:${this.platform.accountId}:${path}`;
  }

  /** Unix seconds on the embedded AWS's clock. */
  now(): number {
    return this.platform.clock.now() / 1000;
  }

  /** Initial members of a resource created asynchronously. */
  newResource(path: string, tags: Map<string, string>): NewResource {
    const now = this.now();
    return {
      arn: this.arnOf(path),
      status: 'CREATE PENDING',
      creationDateTime: now,
      lastUpdatedDateTime: now,
      tags,
    };
  }

  /**
   * Starts a creation that ends in `ACTIVE`, or in `CREATE FAILED` on a CreationFailure in `work` or a fault;
   * `onEnd` is called either way.
   */
  create(
    kind: PersonalizeKind,
    resource: Stateful,
    work?: () => Promise<void>,
    done?: () => void,
    fault?: FaultOf<'import-failure' | 'training-failure' | 'batch-failure'>,
    onEnd?: () => void,
  ): void {
    const end = () => {
      done?.();
      return 'ACTIVE' as const;
    };
    startTransition(
      resource,
      { pending: 'CREATE PENDING', inProgress: 'CREATE IN_PROGRESS', work, end, onEnd, ...faulty(fault) },
      this.platform.latency.create[kind],
      this.platform,
    );
  }

  /** Starts a deletion; `remove` takes the resource out of the store. */
  delete(kind: PersonalizeKind, resource: Stateful, remove: () => void): void {
    const end = (): undefined => {
      remove();
    };
    // Dataset groups have no DELETE IN_PROGRESS.
    const inProgress = kind === 'datasetGroup' ? 'DELETE PENDING' : 'DELETE IN_PROGRESS';
    startTransition(
      resource,
      { pending: 'DELETE PENDING', inProgress, end },
      this.platform.latency.remove[kind],
      this.platform,
    );
  }

  /** Stops or starts a recommender. */
  change(recommender: RecommenderResource, what: 'STOP' | 'START'): void {
    const end = () => (what === 'STOP' ? 'INACTIVE' : 'ACTIVE') satisfies Status;
    const onEnd = (): void => meterRecommender(recommender, this.platform.meter);
    startTransition(
      recommender,
      { pending: `${what} PENDING`, inProgress: `${what} IN_PROGRESS`, end, onEnd },
      this.platform.latency.stopOrStart,
      this.platform,
    );
    onEnd();
  }

  /** Stops the creation of a solution version, at once if it has not begun. */
  stopCreation(version: SolutionVersion): void {
    const end = () => 'CREATE STOPPED' as const;
    const hasBegun = version.status === 'CREATE IN_PROGRESS';
    const until = hasBegun ? 'CREATE STOPPING' : 'CREATE STOPPED';
    const durationMs = hasBegun ? this.platform.latency.stopOrStart : 0;
    startTransition(version, { pending: until, inProgress: until, end }, durationMs, this.platform);
  }

  /** The group's dataset of a type, if any. */
  datasetOf(datasetGroupArn: string, datasetType: DatasetType): Dataset | undefined {
    const groupName = datasetGroupArn.slice(datasetGroupArn.indexOf('/') + 1);
    return this.datasets.get(this.arnOf(`dataset/${groupName}/${datasetType}`));
  }

  /** Tags of a resource, mutable. @throws AwsError `ResourceNotFoundException`, `InvalidInputException` */
  tagsOf(arn: string): Map<string, string> {
    const { schemas, datasetGroups, datasets, recommenders, filters, eventTrackers } = this;
    const { solutions, solutionVersions, campaigns, metricAttributions } = this;
    const jobs = [
      this.datasetImportJobs,
      this.dataDeletionJobs,
      this.batchInferenceJobs,
      this.batchSegmentJobs,
    ];
    const kinds = [
      ...[datasetGroups, datasets, ...jobs, recommenders, filters, eventTrackers],
      ...[solutions, solutionVersions, campaigns],
    ];
    const resource =
      [...kinds, metricAttributions].map((kind) => kind.get(arn)).find((found) => found !== undefined) ??
      schemas.mustGet(arn);
    if (!resource.tags) throw invalidInput(`Resource Arn ${arn} is of a kind that cannot have tags.`);
    return resource.tags;
  }
}

/** How a fault changes a creation. */
function faulty(
  fault?: FaultOf<'import-failure' | 'training-failure' | 'batch-failure'>,
): Partial<Transition> {
  if (!fault) return {};
  const { reason = 'An internal error occurred.', at } = fault;
  if (at === 'pending') return { refusal: reason };
  return { work: () => Promise.reject(new CreationFailure(reason)) };
}

/** A FIFO queue for async work; a failure does not block the next. */
function inTurn(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result;
    return result;
  };
}
