/** Result of one run of a contender. */
export interface Sample {
  /** In the measurement's unit. */
  readonly value: number;
  /** Peak memory of the process in MiB. */
  readonly peakMiB?: number;
  /** Seconds of processor time, of all threads and children. */
  readonly processorSeconds?: number;
  /** 99th percentile of the response time. */
  readonly p99Ms?: number;
}

/** An implementation to measure: this project, a peer, or a lower bound. */
export interface Contender {
  readonly name: string;
  /** Why it cannot run on this machine. */
  readonly missing?: string;
  run(): Promise<Sample>;
}

/** One row of the goals. The first contender is this project; further ones of ours share its name prefix. */
export interface Measurement {
  readonly title: string;
  /** Unit of the values. Lower is better for seconds, kilobytes and multiples; higher for requests per second. */
  readonly unit: 's' | 'requests/s' | 'kB' | '×';
  /** The target, as the table shows it. */
  readonly goal: string;
  /** Targets that differ at some scales. */
  readonly largerGoals?: Readonly<Record<number, string>>;
  /** Set if a run takes minutes. Then there is only one run, without a warm-up. */
  readonly runsOnce?: true;
  /** Generates data and starts servers; registers cleanup with {@link Setup.onEnd}. */
  prepare(setup: Setup): Promise<readonly Contender[]>;
}

/** The goal of a measurement at a scale. */
export const goalAt = ({ goal, largerGoals }: Measurement, scale: number): string =>
  largerGoals?.[scale] ?? goal;

/** Input of a measurement. */
export interface Setup {
  /** Multiple of the workshop's 675,004 interactions. */
  readonly scale: number;
  /** Whether this is a smoke test: less data, fewer runs. */
  readonly isQuick: boolean;
  /** Names of contenders that are left out. */
  readonly without: readonly string[];
  /** A temporary folder of this measurement. */
  readonly folder: string;
  readonly onEnd: (close: () => void | Promise<void>) => void;
}

/** Measures the seconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<Sample> {
  const begun = performance.now();
  await work();
  return { value: (performance.now() - begun) / 1000 };
}

/** Number of pairs of runs that {@link ratio} compares. */
const PAIRS = 5;

/**
 * How many times as long one run takes as another. The two alternate, and the fastest of five runs each count,
 * because background load only slows runs down.
 */
export async function ratio(run: () => Promise<Sample>, beside: () => Promise<Sample>): Promise<Sample> {
  const fastest = { run: Infinity, beside: Infinity };
  for (let pair = 0; pair < PAIRS; pair++) {
    fastest.beside = Math.min(fastest.beside, (await beside()).value);
    fastest.run = Math.min(fastest.run, (await run()).value);
  }
  return { value: fastest.run / fastest.beside };
}
