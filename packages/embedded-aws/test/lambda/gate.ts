import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of the test, by 127.0.0.1, which its functions ask; new for each test of the file. */
export function gateForEach(host = '127.0.0.1') {
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
    /** The next request, and its answer. */
    asked: async () => (await once(server, 'request')) as [IncomingMessage, ServerResponse],
  };
}
