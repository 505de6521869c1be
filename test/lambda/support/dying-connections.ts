import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A server of this file's tests, each of whose connections answers once: its next request finds it closed, as after a freeze. */
export function dyingConnections(bodyOf: (request: IncomingMessage) => string): {
  /** Of clients that call it. */
  readonly config: () => object;
  /** How many requests have found their connection closed. */
  readonly resets: () => number;
} {
  let server: Server;
  let resets = 0;
  const used = new WeakSet<Socket>();
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (used.has(request.socket)) {
        resets++;
        return void request.socket.resetAndDestroy();
      }
      used.add(request.socket);
      response.setHeader('content-type', 'application/json').end(bodyOf(request));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => void server.close());
  return {
    config: () => ({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    }),
    resets: () => resets,
  };
}
