import { Duplex } from 'node:stream';

/**
 * The two ends of a connection within this process. With a socket, the system decides in which turn of the event loop, and after which
 * other event, something arrives; here the order of the writes does.
 */
export function inProcessConnection(): readonly [client: ConnectionEnd, server: ConnectionEnd] {
  // As with sockets, only the server's end stays half open.
  const client = new ConnectionEnd({ allowHalfOpen: false });
  const server = new ConnectionEnd();
  [client.other, server.other] = [server, client];
  return [client, server];
}

/** One end, with the parts of a socket that Node.js's HTTP clients and servers use. */
export class ConnectionEnd extends Duplex {
  readonly remoteAddress = '127.0.0.1';
  other!: ConnectionEnd;
  /** Takes the next write of the other end. */
  private taken: (() => void) | undefined;

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {
    const { taken } = this;
    this.taken = undefined;
    taken?.();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    // An empty chunk wakes no reader.
    if (this.other.destroyed || bytes.length === 0) return done();
    this.other.taken = done;
    this.other.push(bytes);
  }

  override _final(done: () => void): void {
    if (!this.other.destroyed) this.other.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    done(error);
    const { taken } = this;
    this.taken = undefined;
    process.nextTick(() => {
      taken?.();
      this.other.destroy();
    });
  }
}
