import type { AwsCall } from '../../../platform';
import type { Delays } from './delays';
import type { HistoryLine } from './history';
import type { Json, JsonObject } from './json';
import type { Retrier } from './retries';

/** What a state is run with: the surroundings of one line of an execution. */
export interface Run {
  readonly region: string;
  /** Calls as the state machine's role. */
  readonly aws: AwsCall;
  /** Aborts when the line is no longer wanted. */
  readonly signal: AbortSignal;
  /** Told before each state and each further attempt of one: the execution may have to end there. */
  transition(): void;
  readonly history: HistoryLine;
  readonly delays: Delays;
  /** The context object, `$$`. */
  readonly context: JsonObject;
  /** Runs the states of a branch or an iteration. */
  branch(definition: Definition, input: Json, run: Run): Promise<Json>;
}

/** States and where they begin: a state machine, a branch, an item processor. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
}

/** A state by the fields that do not depend on its type. */
export interface State {
  readonly Type: string;
  readonly InputPath?: string | null;
  readonly Parameters?: Json;
  readonly ResultSelector?: Json;
  readonly ResultPath?: string | null;
  readonly OutputPath?: string | null;
  readonly Next?: string;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

/** Where an error leads. */
export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath?: string | null;
  readonly Next: string;
}
