import type { Assignment, Invocation, Reply } from './worker-message';

/** What of a function has to be known when its worker starts, and cannot be set later. */
export interface LaunchOptions {
  readonly memoryMb: number;
  /** Packages of the SDK's clients that are loaded in advance. */
  readonly clients: readonly string[];
  /** The function's variables that Node.js itself reads at its start: NODE_OPTIONS, NODE_EXTRA_CA_CERTS, … */
  readonly nodeVariables: Readonly<Record<string, string>>;
}

/** What runs a function: started, assigned to the function, then invoked again and again. */
export interface Worker {
  /** Resolves when it has gone, killed or by itself. */
  readonly exited: Promise<void>;
  /** Receives every event for the log, in order. */
  onLog: (text: string) => void;
  assign(assignment: Omit<Assignment, 'type'>): void;
  /** Loads the handler of its function, if it can be loaded, ahead of the first invocation. */
  initialize(): Promise<void>;
  /** Runs the handler; never rejects: a worker that ends meanwhile is a failed reply. */
  invoke(invocation: Omit<Invocation, 'type'>): Promise<Reply>;
  kill(): Promise<void>;
}

/** Starts the workers of all functions. */
export interface Workers {
  /** A worker for a function; fails once they are closed. */
  take(options: LaunchOptions): Worker;
  /** Says that so many functions are about to be invoked. */
  prepare(options: LaunchOptions, count: number): void;
  /** Ends every worker, also those that run a handler. */
  close(): Promise<void>;
}
