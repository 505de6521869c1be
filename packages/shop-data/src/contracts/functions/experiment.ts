import { BUCKETS, type Arm, type Count, type Totals } from '../../insight/effect/totals';

/** What visitors of the control arm get instead of recommendations. */
export const CONTROLS = ['best-sellers', 'nothing'] as const;

/** The setting `experiment`. */
export interface Experiment {
  /** Share of the visitors that are in the control arm. */
  readonly share: number;
  readonly control: (typeof CONTROLS)[number];
  /** A purchase counts if it follows an impression or a click within this many days. The visitor's browser remembers them. */
  readonly windowDays: number;
}

/**
 * Name of an experiment in log lines and keys, `0.1-best-sellers`. Another share moves visitors to another arm, so it
 * is another experiment with its own counts.
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

/** The visitor's group within the arm, one of {@link BUCKETS}. */
export const bucketOf = (visitor: number): number => visitor % BUCKETS;

/** A visitor's assignment in an experiment, as answers of the API contain it. */
export interface Assignment {
  readonly arm: Arm;
  /** {@link experimentName}. A browser that has been counted for it no longer sends `first`. */
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
 * A line of the API's log: what one request adds to the totals of its arm and bucket. It identifies neither the
 * visitor nor any item. Counts of 0 are omitted; the time is that of the log event.
 */
export interface CountLine extends Readonly<Partial<Record<Count, number>>> {
  /** {@link experimentName} */
  readonly experiment: string;
  readonly arm: Arm;
  readonly bucket: number;
}

/** Filter pattern of CloudWatch Logs for the lines of one experiment. */
export const linePattern = (experiment: string): string => `{ $.experiment = "${experiment}" }`;

/** Folder of the totals in the data bucket. */
const EXPERIMENT_PREFIX = 'experiment/';

/** Folder of one experiment. */
export const totalsPrefix = (experiment: string): string => `${EXPERIMENT_PREFIX}${experiment}/`;

/** Key of the totals of one day, `YYYY-MM-DD` in UTC. */
export const totalsKey = (experiment: string, day: string): string =>
  `${totalsPrefix(experiment)}${day}.json`;

/** Content of the object at {@link totalsKey}. */
export interface ExperimentDay {
  readonly format: 1;
  readonly day: string;
  /** Time until which the totals include lines, in milliseconds since 1970. */
  readonly untilMs: number;
  readonly lines: number;
  /** Number of lines that could not be parsed. */
  readonly refused: number;
  readonly totals: Totals;
}

/** An experiment and the location of its lines, as in the stack's output `Experiment`, which is JSON. */
export interface DeployedExperiment extends Experiment {
  readonly logGroup: string;
  /** ISO 4217 code of the revenue; absent if the setting `api` names none. */
  readonly currency?: string;
}

/** Environment variables of the function that sums up lines. */
export interface ExperimentEnvironment {
  readonly DATA_BUCKET: string;
  readonly LOG_GROUP: string;
  /** {@link experimentName} */
  readonly EXPERIMENT: string;
}
