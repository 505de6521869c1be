import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of the test, which its functions ask. */
export interface Gate {
  /** On this machine, by 127.0.0.1. */
  readonly url: string;
  readonly server: Server;
  /** The next request, and its answer. */
  asked(): Promise<[IncomingMessage, ServerResponse]>;
}

/** A gate that is new for each test of the file. */
export function gateForEach(host = '127.0.0.1'): Gate {
  let server: Server;
  beforeEach(async () => {
    server = createServer().listen(0, host);
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    get url() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    get server() {
      return server;
    },
    asked: async () => (await once(server, 'request')) as [IncomingMessage, ServerResponse],
  };
}
