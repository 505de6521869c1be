/** A log group with all that is in it. Times are whole milliseconds since the Unix epoch. */
export interface LogGroup {
  readonly name: string;
  /** Without the `:*` that stands for what is in the group. */
  readonly arn: string;
  readonly createdMs: number;
  /** Undefined where events are kept for ever. */
  readonly retentionInDays?: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly streams: ReadonlyMap<string, LogStream>;
  /** Of all streams, in the order of their ids. */
  readonly events: readonly LogEvent[];
}

/** A log stream; its events are the group's. */
export interface LogStream {
  readonly name: string;
  readonly arn: string;
  readonly createdMs: number;
}

/** One event of a log stream. */
export interface LogEvent {
  /** 56 digits: the time of the event, then the order of arrival. */
  readonly id: string;
  readonly stream: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}
