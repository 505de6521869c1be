/** What the embedded AWS tells a worker process, over the process's IPC channel. */
export type ToWorker = Assignment | Initialization | Invocation;

/** Makes a started process the execution environment of a function. */
export interface Assignment {
  readonly type: 'assign';
  /** The whole environment; nothing of what the process was started with stays. */
  readonly env: Readonly<Record<string, string>>;
  /** Folder of the unpacked code. */
  readonly folder: string;
  /** `index.handler`, `folder/file.name` */
  readonly handler: string;
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly logging: LogSettings;
}

/** Loads the handler before its first invocation; where that fails, the invocation tries again, and tells. */
export interface Initialization {
  readonly type: 'initialize';
}

/** What of the handler's console is written, and how. */
export interface LogSettings {
  readonly format: 'Text' | 'JSON';
  /** Lowest level that is written; levels count in the JSON format alone. */
  readonly level: LogLevel;
}

/** Levels of an application log, lowest first. */
export type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

/** Runs the handler once. */
export interface Invocation {
  readonly type: 'invoke';
  /** JSON text. */
  readonly payload: string;
  readonly context: InvocationContext;
  readonly timeoutMs: number;
  /** The embedded AWS's clock: how far it is ahead of the machine's, and how much faster it runs. */
  readonly clock: { readonly aheadMs: number; readonly speed: number };
}

/** The data of a handler's `context` argument. */
export interface InvocationContext {
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  readonly memoryLimitInMB: string;
  readonly awsRequestId: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
}

/** What a worker process tells the embedded AWS. */
export type FromWorker = LogLine | Ready | Reply;

/** The end of an initialization. */
export interface Ready {
  readonly type: 'ready';
}

/** One event for the function's log; it may have several lines. */
export interface LogLine {
  readonly type: 'log';
  readonly text: string;
}

/** How an invocation ended. */
export interface Reply {
  readonly type: 'reply';
  /** JSON text: what the handler returned, or `{ errorType, errorMessage, trace }`. */
  readonly payload: string;
  readonly failed: boolean;
  /** Whether the process may serve another invocation. */
  readonly reusable: boolean;
  /** Time that loading the handler took, where the invocation did it. */
  readonly initMs?: number;
  /** Highest resident memory of the process so far. */
  readonly maxMemoryMb?: number;
}
