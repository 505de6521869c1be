import { BUCKETS, type Arm, type Count, type Totals } from '@ecommerce-recommenders/effect/totals';

/** What visitors of the control arm get in place of recommendations. */
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
 * Stands for an experiment in lines and keys, `0.1-best-sellers`. Another share moves visitors to another arm: it is another
 * experiment, whose visitors are counted anew.
 */
export const experimentName = ({ share, control }: Pick<Experiment, 'share' | 'control'>): string =>
  `${share}-${control}`;

/**
 * The arm of a visitor, for as long as the share stays.
 *
 * @param visitor - the first 32 bits of a hash of the visitor's anonymous id, as a number
 */
export const armOf = (visitor: number, share: number): Arm =>
  visitor / 2 ** 32 < share ? 'control' : 'recommendations';

/** The visitor's group within the arm, of {@link BUCKETS}. */
export const bucketOf = (visitor: number): number => visitor % BUCKETS;

/** What an answer tells the visitor's browser. */
export interface Assignment {
  readonly arm: Arm;
  /** {@link experimentName}: a browser that has been counted for it sends `first` no more. */
  readonly experiment: string;
  readonly windowDays: number;
}

/** The part that a visitor takes in an experiment. */
export const assignmentOf = (experiment: Experiment, visitor: number): Assignment => ({
  arm: armOf(visitor, experiment.share),
  experiment: experimentName(experiment),
  windowDays: experiment.windowDays,
});

/**
 * One line of the API's log: what one request adds to its arm and bucket. It names neither the visitor nor anything that the
 * visitor saw or bought. Counts that are 0 are left out; the time is the log event's.
 */
export interface CountLine extends Readonly<Partial<Record<Count, number>>> {
  /** {@link experimentName} */
  readonly experiment: string;
  readonly arm: Arm;
  readonly bucket: number;
}

/** What CloudWatch Logs looks for: the lines of one experiment among all others. */
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
  /** Lines before this time are in it, milliseconds since 1970. */
  readonly untilMs: number;
  readonly lines: number;
  /** Lines that could not be read. */
  readonly refused: number;
  readonly totals: Totals;
}

/** An experiment, and where its lines are: the value of the output `Experiment`, as JSON. */
export interface DeployedExperiment extends Experiment {
  readonly logGroup: string;
  /** ISO 4217, of the revenue; absent where the setting api names none. */
  readonly currency?: string;
}

/** Environment variables of the function that adds up lines. */
export interface ExperimentEnvironment {
  readonly DATA_BUCKET: string;
  readonly LOG_GROUP: string;
  /** {@link experimentName} */
  readonly EXPERIMENT: string;
}
