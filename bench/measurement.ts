/** What one run of a contender came to. */
export interface Sample {
  /** In the measurement's unit. */
  readonly value: number;
  /** Most memory that the process held, in MiB. */
  readonly peakMiB?: number;
  /** Time that 99 of 100 requests stay below. */
  readonly p99Ms?: number;
}

/** Somebody who does the work that is measured: this project, a peer, or what nobody can be faster than. */
export interface Contender {
  readonly name: string;
  /** Why it cannot run on this machine, if it cannot. */
  readonly missing?: string;
  run(): Promise<Sample>;
}

/** One row of the goals. The first contender is this project; where there are more of it, their names say so. */
export interface Measurement {
  readonly title: string;
  /** Of seconds and kilobytes less is better, of requests a second more. */
  readonly unit: 's' | 'requests/s' | 'kB';
  /** What is to be reached, in the words of the table. */
  readonly goal: string;
  /** By the scale, where the goal is another. */
  readonly largerGoals?: Readonly<Record<number, string>>;
  /** Makes data and starts servers; what it leaves behind goes to {@link Setup.onEnd}. */
  prepare(setup: Setup): Promise<readonly Contender[]>;
}

/** The goal of a measurement at a scale. */
export const goalAt = ({ goal, largerGoals }: Measurement, scale: number): string =>
  largerGoals?.[scale] ?? goal;

/** What measurements are given. */
export interface Setup {
  /** Multiple of the workshop's 675,004 interactions. */
  readonly scale: number;
  /** Smaller and shorter, to see that everything runs. */
  readonly isQuick: boolean;
  /** Names of contenders that are left out. */
  readonly without: readonly string[];
  /** A temporary folder of this measurement. */
  readonly folder: string;
  readonly onEnd: (close: () => void | Promise<void>) => void;
}

/** Seconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<Sample> {
  const begun = performance.now();
  await work();
  return { value: (performance.now() - begun) / 1000 };
}
