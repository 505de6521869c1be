import { createServer, STATUS_CODES, type Server } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import type { Duplex } from 'node:stream';

/** Client timeouts. The default allows S3's largest object from the same machine. */
export interface ClientTimeouts {
  /** For request line and headers. */
  readonly headersMs: number;
  /** For the whole request. */
  readonly requestMs: number;
  /** Interval between timeout checks. */
  readonly checkMs: number;
}

const CLIENT_TIMEOUTS: ClientTimeouts = { headersMs: 10_000, requestMs: 300_000, checkMs: 5_000 };

/**
 * Idle timeout of connections. A large import blocks the event loop; with Node's default of five seconds,
 * idle connections would then be closed although a request has arrived.
 */
const KEEP_ALIVE_MS = 60_000;

/** An HTTP server that answers malformed or incomplete requests and closes the connection. */
export function createHttpServer({
  headersMs,
  requestMs,
  checkMs,
}: ClientTimeouts = CLIENT_TIMEOUTS): Server {
  const server = createServer({
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  return server.on('clientError', refuse);
}

/** Parser errors with their own status; all others are 400. */
const STATUSES: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

function refuse({ code, message }: NodeJS.ErrnoException, socket: Duplex): void {
  // A reset connection cannot be answered.
  if (!socket.writable) return void socket.destroy();
  const status = STATUSES[code ?? ''] ?? 400;
  const body = `The embedded AWS cannot read the request: ${message}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Explanation and remedy for a port that cannot be opened, by error code. */
const PORT_PROBLEMS: Readonly<Record<string, (port: number) => string>> = {
  EADDRINUSE: (port) => `Port ${port} is taken. Stop what uses it, or take another with --port N.`,
  EACCES: (port) => `Port ${port} needs more rights than this user has. Take another with --port N.`,
};

const LAST_PORT = 65_535;

/**
 * Listens on loopback only.
 *
 * @param port - 0 for a free one
 * @param orNext - whether to try the next port if one is taken
 * @returns the port
 * @throws Error that says why the port cannot be opened, and what to do
 */
export function listenOnLoopback(
  server: NetServer,
  port: number,
  { orNext = false }: { readonly orNext?: boolean } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    let tried = port;
    const listen = (): unknown => server.listen({ host: '127.0.0.1', port: tried });
    const refuse = (cause: NodeJS.ErrnoException): void => {
      if (orNext && cause.code === 'EADDRINUSE' && tried < LAST_PORT) {
        tried += 1;
        return void listen();
      }
      const problem = PORT_PROBLEMS[cause.code ?? ''];
      reject(problem ? new Error(problem(tried), { cause }) : cause);
      // The close event releases resources held for the server.
      server.close();
    };
    server.on('error', refuse);
    server.once('listening', () => {
      server.off('error', refuse);
      resolve((server.address() as AddressInfo).port);
    });
    listen();
  });
}
