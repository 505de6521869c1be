/** A target for prepared files with an atomic commit: after a failure, none of them exists. */
export interface Sink {
  /** Opens a file, which stays invisible until the commit. */
  open(name: string): Promise<SinkFile>;
  /** Makes all files visible. */
  commit(): Promise<void>;
  /** Removes all opened files. Never throws, because that would hide the original error. */
  abort(): Promise<void>;
}

/** A file that is being written. */
export interface SinkFile {
  /** Appends bytes. The caller may reuse their memory once the promise resolves. */
  write(bytes: Buffer): Promise<void>;
  /** Ends the file. */
  end(): Promise<void>;
  /**
   * The bytes of the file after its end; `undefined` if they cannot be read back. The memory of a piece may be reused
   * once the next one is requested.
   */
  readBack?(): AsyncIterable<Buffer> | undefined;
}
