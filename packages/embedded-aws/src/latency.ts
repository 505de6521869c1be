/** How long Amazon Personalize and AWS Glue take for their work, in milliseconds on the embedded AWS's clock. */
export interface Latency {
  /** Time in `CREATE PENDING` and `CREATE IN_PROGRESS` together, by kind. */
  readonly create: Readonly<Record<PersonalizeKind, number>>;
  /** Time in `DELETE PENDING` and `DELETE IN_PROGRESS` together, by kind. */
  readonly remove: Readonly<Record<PersonalizeKind, number>>;
  /** Stopping or starting a recommender. */
  readonly stopOrStart: number;
  /** Until a run of a Glue job has its workers. */
  readonly jobStart: number;
  /**
   * Whether a wait of a state machine may end as soon as anything in the account has changed. On AWS it
   * never does; with it a deployment takes no longer than its work.
   */
  readonly wakesWaiters: boolean;
}

/** What Amazon Personalize creates in the background. */
export type PersonalizeKind =
  'datasetGroup' | 'dataset' | 'datasetImportJob' | 'recommender' | 'filter' | 'eventTracker';

/** The name of a latency, as `--latency` takes it. */
export type LatencyName = 'instant' | 'fast' | 'realistic';

const evenly = (ms: number): Record<PersonalizeKind, number> => ({
  datasetGroup: ms,
  dataset: ms,
  datasetImportJob: ms,
  recommender: ms,
  filter: ms,
  eventTracker: ms,
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * `instant` takes no longer than the computation itself but for a dataset group's deletion, `fast` about a second a step, `realistic` what
 * was observed on AWS (2022 to 2024: 27 minutes of training for four recommenders side by side).
 */
export const LATENCIES: Record<LatencyName, Latency> = {
  instant: {
    create: evenly(0),
    // Clean-up scripts of AWS's samples wait until they have seen a deletion.
    remove: { ...evenly(0), datasetGroup: 100 },
    stopOrStart: 0,
    jobStart: 0,
    wakesWaiters: true,
  },
  fast: {
    create: evenly(SECOND),
    remove: evenly(SECOND),
    stopOrStart: SECOND,
    jobStart: SECOND,
    wakesWaiters: true,
  },
  realistic: {
    create: {
      datasetGroup: 45 * SECOND,
      dataset: 30 * SECOND,
      datasetImportJob: 3 * MINUTE,
      recommender: 27 * MINUTE,
      filter: MINUTE,
      eventTracker: MINUTE,
    },
    remove: {
      datasetGroup: 30 * SECOND,
      dataset: 30 * SECOND,
      datasetImportJob: 0,
      recommender: 17 * MINUTE,
      filter: 30 * SECOND,
      eventTracker: 30 * SECOND,
    },
    stopOrStart: 5 * MINUTE,
    jobStart: MINUTE,
    wakesWaiters: false,
  },
};
