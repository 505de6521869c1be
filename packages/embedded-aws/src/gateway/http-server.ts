import { createServer, STATUS_CODES, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** How long a client may take. The default fits an object of S3's largest size from the same machine. */
export interface Patience {
  /** For the request line and the headers. */
  readonly headersMs: number;
  /** For a whole request. */
  readonly requestMs: number;
  /** Between two looks at who is late. */
  readonly checkMs: number;
}

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 300_000, checkMs: 5_000 };

/**
 * How long a connection may be idle. While a large import is read nobody looks at connections; one that was idle
 * for Node's five seconds would be closed then, under the request that has come meanwhile.
 */
const KEEP_ALIVE_MS = 60_000;

/** An HTTP server that answers what is no HTTP, or does not come to its end, and closes the connection. */
export function createHttpServer({ headersMs, requestMs, checkMs }: Patience = PATIENCE): Server {
  const server = createServer({
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  return server.on('clientError', refuse);
}

/** Errors of the parser that have a status of their own; any other is a bad request. */
const STATUSES: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

function refuse({ code, message }: NodeJS.ErrnoException, socket: Duplex): void {
  // Whoever has reset the connection cannot be told.
  if (!socket.writable) return void socket.destroy();
  const status = STATUSES[code ?? ''] ?? 400;
  const body = `The embedded AWS cannot read the request: ${message}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: text/plain\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Why a port that was asked for cannot be had, and what to do, by the code of the error. */
const PORT_PROBLEMS: Readonly<Record<string, (port: number) => string>> = {
  EADDRINUSE: (port) => `Port ${port} is taken. Stop what uses it, or take another with --port N.`,
  EACCES: (port) => `Port ${port} needs more rights than this user has. Take another with --port N.`,
};

/**
 * Listens on loopback alone.
 *
 * @param port - 0 takes a free one
 * @returns the port
 * @throws Error that says why it cannot be had, and what to do
 */
export function listenOnLoopback(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException): void => {
      const problem = PORT_PROBLEMS[cause.code ?? ''];
      reject(problem ? new Error(problem(port), { cause }) : cause);
      // Tells whoever holds something for the server.
      server.close();
    };
    server.once('error', refuse);
    server.listen({ host: '127.0.0.1', port }, () => {
      server.off('error', refuse);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
