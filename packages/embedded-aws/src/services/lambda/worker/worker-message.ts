/** Messages to a worker process over IPC. */
export type ToWorker = Assignment | Initialization | Invocation;

/** Turns a started process into a function's execution environment. */
export interface Assignment {
  readonly type: 'assign';
  /** The whole environment; replaces the one it was started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Unpacked code. */
  readonly folder: string;
  /** `index.handler`, `folder/file.name` */
  readonly handler: string;
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly logging: LogSettings;
}

/** Loads the handler before the first invocation; on failure, the invocation tries again and reports it. */
export interface Initialization {
  readonly type: 'initialize';
}

/** Which console output is logged, and how. */
export interface LogSettings {
  readonly format: 'Text' | 'JSON';
  /** Minimum level; applies to the JSON format only. */
  readonly level: LogLevel;
}

/** Application log levels, ascending. */
export type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

/** Invokes the handler once. */
export interface Invocation {
  readonly type: 'invoke';
  /** JSON text. */
  readonly payload: string;
  readonly context: InvocationContext;
  readonly timeoutMs: number;
  /** The embedded AWS's clock relative to the machine's: offset and speed. */
  readonly clock: { readonly aheadMs: number; readonly speed: number };
}

/** Data for the handler's `context`. */
export interface InvocationContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** Messages from a worker process. */
export type FromWorker = LogLine | Ready | Reply;

/** End of initialization. */
export interface Ready {
  readonly type: 'ready';
}

/** One log event; may have several lines. */
export interface LogLine {
  readonly type: 'log';
  readonly text: string;
}

/** Result of an invocation. */
export interface Reply {
  readonly type: 'reply';
  /** JSON text: what the handler returned, or `{ errorType, errorMessage, trace }`. */
  readonly payload: string;
  readonly failed: boolean;
  /** Whether the process can serve another invocation. */
  readonly reusable: boolean;
  /** Handler load time, if the invocation loaded it. */
  readonly initMs?: number;
  /** Peak resident memory so far. */
  readonly maxMemoryMb?: number;
}
