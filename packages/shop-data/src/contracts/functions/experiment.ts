import { BUCKETS, type Arm, type Count, type Totals } from '../../insight/effect/totals';

/** What visitors of the control arm get instead of recommendations. */
export const CONTROLS = ['best-sellers', 'nothing'] as const;

/** The setting `experiment`. */
export interface Experiment {
  /** Share of the visitors in the control arm. */
  readonly share: number;
  readonly control: (typeof CONTROLS)[number];
  /** Days after an impression or a click during which a purchase counts; the visitor's browser remembers them. */
  readonly windowDays: number;
}

/**
 * Name of an experiment in log lines and keys, `0.1-best-sellers`. Another share moves visitors to another arm, so it is another
 * experiment, with its own counts.
 */
export const experimentName = ({ share, control }: Pick<Experiment, 'share' | 'control'>): string =>
  `${share}-${control}`;

/**
 * The arm of a visitor. It stays the same until the share changes.
 *
 * @param visitor - the first 32 bits of a hash of the visitor's anonymous id, as a number
 */
export const armOf = (visitor: number, share: number): Arm =>
  visitor / 2 ** 32 < share ? 'control' : 'recommendations';

/** The visitor's group within the arm, of {@link BUCKETS}. */
export const bucketOf = (visitor: number): number => visitor % BUCKETS;

/** A visitor's part in an experiment, as answers of the API name it. */
export interface Assignment {
  readonly arm: Arm;
  /** {@link experimentName}. A browser that was counted for it no longer sends `first`. */
  readonly experiment: string;
  readonly windowDays: number;
}

/** The assignment of a visitor. */
export const assignmentOf = (experiment: Experiment, visitor: number): Assignment => ({
  arm: armOf(visitor, experiment.share),
  experiment: experimentName(experiment),
  windowDays: experiment.windowDays,
});

/**
 * A line of the API's log: what one request adds to the totals of its arm and bucket. It identifies neither the visitor nor any
 * item. Counts of 0 are omitted; the time is the log event's.
 */
export interface CountLine extends Readonly<Partial<Record<Count, number>>> {
  /** {@link experimentName} */
  readonly experiment: string;
  readonly arm: Arm;
  readonly bucket: number;
}

/** Filter pattern of CloudWatch Logs for the lines of one experiment. */
export const linePattern = (experiment: string): string => `{ $.experiment = "${experiment}" }`;

/** Folder of the data bucket that holds the totals. */
const EXPERIMENT_PREFIX = 'experiment/';

/** Folder of one experiment. */
export const totalsPrefix = (experiment: string): string => `${EXPERIMENT_PREFIX}${experiment}/`;

/** The totals of one day, `YYYY-MM-DD` in UTC. */
export const totalsKey = (experiment: string, day: string): string =>
  `${totalsPrefix(experiment)}${day}.json`;

/** The object of {@link totalsKey}. */
export interface ExperimentDay {
  readonly format: 1;
  readonly day: string;
  /** The totals include lines before this time, milliseconds since 1970. */
  readonly untilMs: number;
  readonly lines: number;
  /** Lines that could not be read. */
  readonly refused: number;
  readonly totals: Totals;
}

/** An experiment and the location of its lines: the value of the output `Experiment`, as JSON. */
export interface DeployedExperiment extends Experiment {
  readonly logGroup: string;
  /** ISO 4217 code of the revenue; absent if the setting api names none. */
  readonly currency?: string;
}

/** Environment variables of the function that sums up lines. */
export interface ExperimentEnvironment {
  readonly DATA_BUCKET: string;
  readonly LOG_GROUP: string;
  /** {@link experimentName} */
  readonly EXPERIMENT: string;
}
