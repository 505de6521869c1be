/** A place for prepared files in which either all of them appear or, after a failure, none. */
export interface Sink {
  /** Begins a file, which stays out of sight. */
  open(name: string): Promise<SinkFile>;
  /** Brings every file to its place. */
  commit(): Promise<void>;
  /** Removes every file that was begun, and never hides the failure that led here. */
  abort(): Promise<void>;
}

/** A file that is being written. */
export interface SinkFile {
  /** Appends bytes, whose memory belongs to the caller again once the promise resolves. */
  write(bytes: Buffer): Promise<void>;
  /** Ends the file. */
  end(): Promise<void>;
  /**
   * The bytes of the file once it has ended; undefined where they cannot be told. The memory of a piece may be used
   * again once the next one is asked for.
   */
  readBack?(): AsyncIterable<Buffer> | undefined;
}
