import type { Timer } from '../../../clock';
import type { Assignment, Invocation, Reply } from './worker-message';

/** What runs a function's code. */
export type Language = 'nodejs' | 'python';

/** Settings fixed at a worker's start. */
export interface LaunchOptions {
  readonly language: Language;
  readonly memoryMb: number;
  /** SDK client packages to preload. */
  readonly clients: readonly string[];
  /** Variables that Node.js or Python itself reads at start: NODE_OPTIONS, PYTHONPATH, … */
  readonly nodeVariables: Readonly<Record<string, string>>;
}

/** Runs a function: started, assigned, then invoked repeatedly. */
export interface Worker {
  /** Resolves on exit, killed or not. */
  readonly exited: Promise<void>;
  /** Receives log events in order. */
  onLog: (text: string) => void;
  /** Whether a caller waits for it: then it is not stopped between two invocations. */
  isAwaited: () => boolean;
  assign(assignment: Omit<Assignment, 'type'>): void;
  /** Tries to load the handler before the first invocation. */
  initialize(): Promise<void>;
  /** Runs the handler; never rejects: if the worker exits, the reply is a failure. */
  invoke(invocation: Omit<Invocation, 'type'>): Promise<Reply>;
  /** Stops it until its next invocation, unless it is stopped. */
  freeze(): void;
  kill(): Promise<void>;
}

/** Starts the workers of all functions. */
export interface Workers {
  /** Runs `task` when a caller has waited long enough for a busy worker: then another is started. */
  afterPatience(task: () => void): Timer;
  /** A worker for a function; fails once closed. */
  take(options: LaunchOptions): Worker;
  /** Announces a number of upcoming invocations. */
  prepare(options: LaunchOptions, count: number): void;
  /** Ends all workers, including busy ones. */
  close(): Promise<void>;
}
