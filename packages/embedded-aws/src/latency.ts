/** Durations of Amazon Personalize and AWS Glue work, in milliseconds on the embedded AWS's clock. */
export interface Latency {
  /** Total time in `CREATE PENDING` and `CREATE IN_PROGRESS`, by kind. */
  readonly create: Readonly<Record<PersonalizeKind, number>>;
  /** Total time in `DELETE PENDING` and `DELETE IN_PROGRESS`, by kind. */
  readonly remove: Readonly<Record<PersonalizeKind, number>>;
  /** Stopping or starting a recommender. */
  readonly stopOrStart: number;
  /** Until a Glue job run has its workers. */
  readonly jobStart: number;
  /**
   * Whether any change in the account ends a state machine's wait early. AWS never does this; with it a
   * deployment takes no longer than its work.
   */
  readonly wakesWaiters: boolean;
}

/** Resource kinds that Amazon Personalize creates asynchronously. */
export type PersonalizeKind =
  | 'datasetGroup'
  | 'dataset'
  | 'datasetImportJob'
  | 'dataDeletionJob'
  | 'recommender'
  | 'solution'
  | 'solutionVersion'
  | 'campaign'
  | 'batchInferenceJob'
  | 'batchSegmentJob'
  | 'filter'
  | 'eventTracker'
  | 'metricAttribution';

/** Name of a latency profile, as for `--latency`. */
export type LatencyName = 'instant' | 'fast' | 'realistic';

const forAllKinds = (ms: number): Record<PersonalizeKind, number> => ({
  datasetGroup: ms,
  dataset: ms,
  datasetImportJob: ms,
  dataDeletionJob: ms,
  recommender: ms,
  solution: ms,
  solutionVersion: ms,
  campaign: ms,
  batchInferenceJob: ms,
  batchSegmentJob: ms,
  filter: ms,
  eventTracker: ms,
  metricAttribution: ms,
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * `instant`: the computation only, except for deleting a dataset group; `fast`: about a second a step; `realistic`: as
 * observed on AWS (2022 to 2024: 27 minutes to train four recommenders in parallel).
 */
export const LATENCIES: Record<LatencyName, Latency> = {
  instant: {
    create: forAllKinds(0),
    // Clean-up scripts of AWS's samples wait until they have seen a deletion.
    remove: { ...forAllKinds(0), datasetGroup: 100 },
    stopOrStart: 0,
    jobStart: 0,
    wakesWaiters: true,
  },
  fast: {
    create: forAllKinds(SECOND),
    remove: forAllKinds(SECOND),
    stopOrStart: SECOND,
    jobStart: SECOND,
    wakesWaiters: true,
  },
  realistic: {
    create: {
      datasetGroup: 45 * SECOND,
      dataset: 30 * SECOND,
      datasetImportJob: 3 * MINUTE,
      // Documented as up to a day.
      dataDeletionJob: 24 * HOUR,
      recommender: 27 * MINUTE,
      solution: 10 * SECOND,
      solutionVersion: 40 * MINUTE,
      campaign: 8 * MINUTE,
      batchInferenceJob: 20 * MINUTE,
      batchSegmentJob: 20 * MINUTE,
      filter: MINUTE,
      eventTracker: MINUTE,
      metricAttribution: MINUTE,
    },
    remove: {
      datasetGroup: 30 * SECOND,
      dataset: 30 * SECOND,
      datasetImportJob: 0,
      dataDeletionJob: 0,
      recommender: 17 * MINUTE,
      solution: 30 * SECOND,
      solutionVersion: 0,
      campaign: 5 * MINUTE,
      batchInferenceJob: 0,
      batchSegmentJob: 0,
      filter: 30 * SECOND,
      eventTracker: 30 * SECOND,
      metricAttribution: 30 * SECOND,
    },
    stopOrStart: 5 * MINUTE,
    jobStart: MINUTE,
    wakesWaiters: false,
  },
};
