import type { AwsCall } from '../../../platform';
import type { Delays } from './delays';
import type { HistoryLine } from './history';
import type { Json, JsonObject } from './json';
import type { Retrier } from './retries';

/** Environment of one sequence of states. */
export interface Run {
  readonly region: string;
  /** Calls as the state machine's role. */
  readonly aws: AwsCall;
  /** Aborts when the sequence is no longer needed. */
  readonly signal: AbortSignal;
  /** Called before each state and retry: the execution may have to end there. */
  transition(): void;
  readonly history: HistoryLine;
  readonly delays: Delays;
  /** The context object, `$$`. */
  readonly context: JsonObject;
  /** Assigned by earlier states, and by those around this sequence. */
  readonly variables: JsonObject;
  /** Runs the states of a branch or an iteration. */
  branch(definition: Definition, input: Json, run: Run): Promise<Json>;
}

/** States and the first one: a state machine, branch or item processor. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
}

/** The language of a state's expressions; every state of a parsed definition has its own. */
export type QueryLanguage = 'JSONPath' | 'JSONata';

/** A state's fields common to all types. */
export interface State {
  readonly Type: string;
  readonly QueryLanguage: QueryLanguage;
  readonly Arguments?: Json;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
  readonly InputPath?: string | null;
  readonly Parameters?: Json;
  readonly ResultSelector?: Json;
  readonly ResultPath?: string | null;
  readonly OutputPath?: string | null;
  readonly Next?: string;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

/** Next state for matching errors. */
export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath?: string | null;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
  readonly Next: string;
}
