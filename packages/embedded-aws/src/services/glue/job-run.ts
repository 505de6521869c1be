import type { InputOf } from '../../gateway/shape';
import type { JOB_DEFINITION } from './glue-shapes';
import { AwsError } from '../../aws-error';
import { isPropagating } from '../../faults/faults';
import { assumeOr, type AwsCall, type JobScriptRun, type Platform, type Session } from '../../platform';
import { logRun } from './log-run';

/** A job definition. */
export interface Job extends InputOf<typeof JOB_DEFINITION> {
  readonly Name: string;
  /** Unix seconds. */
  readonly CreatedOn: number;
  readonly LastModifiedOn: number;
}

/** State of a run. */
export type JobRunState =
  | 'STARTING'
  | 'RUNNING'
  | 'STOPPING'
  | 'STOPPED'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMEOUT';

/** Default timeout of a run, in minutes. */
const DEFAULT_TIMEOUT_MINUTES = 480;
const DEFAULT_WORKERS = 10;

/** Data processing units of a worker, where it is not 1. */
const DPUS: Readonly<Record<string, number>> = { 'G.2X': 2, 'G.4X': 4, 'G.8X': 8, 'G.025X': 0.25 };

const environmentOf = (session: Session, { endpoint, region }: Platform): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: session.accessKeyId,
  AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
  AWS_SESSION_TOKEN: session.sessionToken,
});

/** One run of a job, with a snapshot of the job. */
export class JobRun {
  readonly id: string;
  state: JobRunState = 'STARTING';
  errorMessage: string | undefined;
  readonly startedMs: number;
  completedMs: number | undefined;
  /** Aborts when the script may start no further calls. */
  private readonly halting = new AbortController();
  /** The script's calls in flight, and its other processes. */
  private readonly calls = new Set<Promise<unknown>>();

  constructor(
    readonly job: Job,
    /** Arguments of this run only. */
    readonly runArguments: Readonly<Record<string, string>>,
    private readonly platform: Platform,
  ) {
    this.id = `jr_${platform.newId()}${platform.newId()}`.replaceAll('-', '');
    this.startedMs = platform.clock.now();
  }

  get timeoutMinutes(): number {
    return this.job.Timeout ?? DEFAULT_TIMEOUT_MINUTES;
  }

  get isOver(): boolean {
    return this.completedMs !== undefined;
  }

  /** Runs to the end; never rejects. */
  async run(): Promise<void> {
    const { platform, job } = this;
    const { signal } = this.halting;
    const { clock, latency } = platform;
    const timer = clock.schedule(this.timeoutMinutes * 60_000, () => void this.halt('TIMEOUT'));
    try {
      await clock.sleep(latency.jobStart, signal);
      if (signal.aborted) return;
      const session = this.assumeRole();
      const aws = this.untilHalted(platform.as(session));
      this.state = 'RUNNING';
      await this.logged(aws, (log) =>
        platform.jobScript({
          aws,
          script: job.Command.ScriptLocation,
          runArguments: { ...job.DefaultArguments, ...this.runArguments },
          workers: job.NumberOfWorkers ?? DEFAULT_WORKERS,
          folder: platform.folder,
          hold: (work) => clock.hold(work),
          environment: environmentOf(session, platform),
          outside: (work) => this.awaited(() => work(signal)),
          log,
        }),
      );
      if (!signal.aborted) this.end('SUCCEEDED');
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Error && !(error instanceof TypeError)) this.end('FAILED', error.message);
      else {
        console.error(`Job run ${this.id}:`, error);
        this.end('FAILED', 'Internal service error');
      }
    } finally {
      timer.cancel();
    }
  }

  /** Stops the run if it is running: STOPPING until its calls in flight have ended. */
  stop(): void {
    void this.halt('STOPPED');
  }

  private async halt(state: 'STOPPED' | 'TIMEOUT'): Promise<void> {
    if (this.isOver || this.halting.signal.aborted) return;
    this.state = 'STOPPING';
    this.halting.abort();
    await Promise.allSettled(this.calls);
    this.end(state);
  }

  /** Rejects calls once the run is halted, so that a stopped run writes nothing. */
  private untilHalted(aws: AwsCall): AwsCall {
    return <O extends object>(service: string, operation: string, input: object) =>
      this.awaited(() => aws<O>(service, operation, input));
  }

  /** Starts work that a halt waits for. @throws AbortError once the run is halted */
  private async awaited<T>(work: () => Promise<T>): Promise<T> {
    this.halting.signal.throwIfAborted();
    const call = work();
    this.calls.add(call);
    try {
      return await call;
    } finally {
      this.calls.delete(call);
    }
  }

  private assumeRole(): Session {
    const { platform, job } = this;
    const { accountId } = platform;
    const roleArn = job.Role.startsWith('arn:') ? job.Role : `arn:aws:iam::${accountId}:role/${job.Role}`;
    const refusal = (): AwsError =>
      new AwsError(
        'InvalidInputException',
        `Role ${roleArn} should be given assume role permissions for Glue Service`,
      );
    if (isPropagating(platform.faults, roleArn)) throw refusal();
    const by = { service: 'glue.amazonaws.com' };
    return assumeOr(refusal, { roleArn, sessionName: 'GlueJobRunnerSession', by }, platform);
  }

  /** Does the work and logs its outcome to the job's log groups. */
  private async logged(aws: AwsCall, work: (log: JobScriptRun['log']) => Promise<void>): Promise<void> {
    const prefix = this.job.DefaultArguments?.['--custom-logGroup-prefix'] ?? '/aws-glue/jobs';
    const log = async (kind: 'output' | 'error', message: string): Promise<void> => {
      // A stopped run may belong to an account that was reset.
      if (this.halting.signal.aborted) return;
      const ms = this.platform.clock.now();
      await logRun(aws, { group: `${prefix}/${kind}`, stream: this.id, message, ms });
    };
    // Spark's own log goes to "error", the script's output and failure to "output".
    await log('error', 'INFO The run begins.');
    try {
      await work((message) => log('error', message));
      await log('output', 'The files are written.');
    } catch (error) {
      await log('output', error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  /** A worker is billed by the second, at least for a minute. @see https://aws.amazon.com/glue/pricing/ */
  private meter(): void {
    const { platform, job, startedMs, completedMs = startedMs } = this;
    const seconds = Math.max(60, Math.ceil((completedMs - startedMs) / 1_000));
    const workers = job.NumberOfWorkers ?? DEFAULT_WORKERS;
    platform.meter.add('glue', (seconds / 3_600) * workers * (DPUS[job.WorkerType ?? ''] ?? 1));
  }

  private end(state: Exclude<JobRunState, 'STARTING' | 'RUNNING' | 'STOPPING'>, errorMessage?: string): void {
    if (this.isOver) return;
    this.state = state;
    this.errorMessage = errorMessage;
    this.completedMs = this.platform.clock.now();
    this.meter();
    this.platform.changes.notify();
  }
}
