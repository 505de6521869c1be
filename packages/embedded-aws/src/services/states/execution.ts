import type { Metrics } from '../../metrics';
import type { Platform } from '../../platform';
import { assumeRole } from './assume-role';
import { ExecutionLog } from './execution-log';
import { Delays } from './language/delays';
import { HISTORY_LIMIT, History, type HistoryLine } from './language/history';
import type { Json, JsonObject } from './language/json';
import type { Run } from './language/run';
import { runStates } from './language/run-states';
import { StateError } from './language/state-error';
import type { StateMachine } from './state-machine';

const METRICS: Record<ExecutionStatus, string> = {
  RUNNING: 'ExecutionsStarted',
  SUCCEEDED: 'ExecutionsSucceeded',
  FAILED: 'ExecutionsFailed',
  TIMED_OUT: 'ExecutionsTimedOut',
  ABORTED: 'ExecutionsAborted',
};

/** Publishes the metrics of an execution's start or end. @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
function countExecution(
  stateMachineArn: string,
  { status, ranMs }: { readonly status: ExecutionStatus; readonly ranMs?: number },
  metrics: Metrics,
): void {
  const add = (name: string, value: number, unit: string): void =>
    metrics.series('AWS/States', name, { StateMachineArn: stateMachineArn }, unit).add(value);
  add(METRICS[status], 1, 'Count');
  if (ranMs !== undefined) add('ExecutionTime', ranMs, 'Milliseconds');
}

/**
 * Sends an execution's status to EventBridge, at start and end.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
function emitStatusEvent(execution: Execution, platform: Platform): void {
  const { executionArn, machine, name, status, startDate, stopDate, input, outcome } = execution;
  const { output, error, cause } = outcome;
  platform.emit({
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [executionArn],
    detail: {
      executionArn,
      stateMachineArn: machine.stateMachineArn,
      name,
      status,
      startDate: Math.round(startDate * 1_000),
      stopDate: stopDate === undefined ? null : Math.round(stopDate * 1_000),
      input,
      output: output ?? null,
      inputDetails: { included: true },
      outputDetails: output === undefined ? null : { included: true },
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    },
  });
}

/** Status of an execution. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** Result of an execution: output or error. */
export interface Outcome {
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** Input of an execution. */
export interface ExecutionStart {
  /** A snapshot: later updates do not affect the execution. */
  readonly machine: StateMachine;
  readonly executionArn: string;
  readonly name: string;
  /** JSON text. */
  readonly input: string;
}

const EVENTS: Record<Exclude<ExecutionStatus, 'RUNNING'>, string> = {
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  TIMED_OUT: 'TimedOut',
  ABORTED: 'Aborted',
};

/** One execution of a state machine. */
export class Execution {
  status: ExecutionStatus = 'RUNNING';
  outcome: Outcome = {};
  readonly machine: StateMachine;
  readonly executionArn: string;
  readonly name: string;
  readonly input: string;
  readonly history: History;
  private readonly startMs: number;
  private stopMs: number | undefined;
  private readonly line: HistoryLine;
  private readonly controller = new AbortController();
  private endsAtTransition = false;

  constructor(
    { machine, executionArn, name, input }: ExecutionStart,
    private readonly platform: Platform,
    closing: AbortSignal,
  ) {
    this.machine = machine;
    this.executionArn = executionArn;
    this.name = name;
    this.input = input;
    this.startMs = platform.clock.now();
    const log = new ExecutionLog(executionArn, machine, platform, closing);
    this.history = new History(
      platform.clock,
      (event) => log.add(event),
      () => this.end('FAILED', HISTORY_LIMIT),
    );
    this.line = this.history.line();
  }

  /** Unix seconds. */
  get startDate(): number {
    return this.startMs / 1_000;
  }

  /** Unix seconds; undefined while it runs. */
  get stopDate(): number | undefined {
    return this.stopMs === undefined ? undefined : this.stopMs / 1_000;
  }

  /** Runs to the end; never rejects. */
  async run(): Promise<void> {
    const { machine, line, platform } = this;
    emitStatusEvent(this, platform);
    countExecution(machine.stateMachineArn, this, platform.metrics);
    line.add('ExecutionStarted', {
      executionStartedEventDetails: { input: this.input, roleArn: machine.roleArn },
    });
    const { TimeoutSeconds } = machine.parsed;
    const timer =
      TimeoutSeconds !== undefined &&
      platform.clock.schedule(TimeoutSeconds * 1_000, () =>
        this.end('TIMED_OUT', { error: 'States.Timeout' }),
      );
    try {
      const output = await runStates(machine.parsed, JSON.parse(this.input) as Json, this.newRun());
      this.end('SUCCEEDED', { output: JSON.stringify(output) });
    } catch (error) {
      this.end('FAILED', this.outcomeOf(error));
    }
    if (timer) timer.cancel();
  }

  /** Aborts the execution if it is running. */
  stop(error?: string, cause?: string): void {
    this.end('ABORTED', { error, cause });
  }

  /** Fails the execution at its next transition or retry: its machine is being deleted. */
  endAtTransition(): void {
    this.endsAtTransition = true;
  }

  private transition(): void {
    this.platform.meter.add('stateTransitions', 1);
    if (!this.endsAtTransition) return;
    const cause = `State machine ${this.machine.name} has been deleted.`;
    this.end('FAILED', { error: 'States.Runtime', cause });
  }

  private newRun(): Run {
    const { machine, line, platform, controller } = this;
    return {
      region: platform.region,
      aws: platform.as(assumeRole(machine.roleArn, { ...machine, executionName: this.name }, platform)),
      signal: controller.signal,
      transition: () => this.transition(),
      history: line,
      delays: new Delays(platform, controller.signal),
      context: this.context(),
      variables: {},
      branch: runStates,
    };
  }

  private context(): JsonObject {
    const { machine } = this;
    return {
      Execution: {
        Id: this.executionArn,
        Input: JSON.parse(this.input) as Json,
        Name: this.name,
        RoleArn: machine.roleArn,
        StartTime: new Date(this.startMs).toISOString(),
      },
      StateMachine: { Id: machine.stateMachineArn, Name: machine.name },
    };
  }

  private outcomeOf(error: unknown): Outcome {
    if (error instanceof StateError) return { error: error.error || undefined, cause: error.cause };
    // States throw nothing else while the execution runs, so this is a bug of ours.
    if (this.status === 'RUNNING') console.error(`Execution ${this.executionArn}:`, error);
    return { error: 'States.Runtime', cause: String(error) };
  }

  private end(status: Exclude<ExecutionStatus, 'RUNNING'>, outcome: Outcome): void {
    if (this.status !== 'RUNNING') return;
    this.status = status;
    this.outcome = outcome;
    this.stopMs = this.platform.clock.now();
    const details = Object.entries(outcome).filter(([, value]) => value !== undefined);
    const event = `Execution${EVENTS[status]}`;
    this.line.add(event, {
      [`e${event.slice(1)}EventDetails`]: Object.fromEntries<string>(details),
    });
    this.controller.abort();
    emitStatusEvent(this, this.platform);
    const ranMs = this.stopMs - this.startMs;
    countExecution(this.machine.stateMachineArn, { status, ranMs }, this.platform.metrics);
    this.platform.changes.notify();
  }
}
