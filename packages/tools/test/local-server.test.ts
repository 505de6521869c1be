import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { firstFreePort } from '../src/local-server';

describe('the first free port', () => {
  it('is above one that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await firstFreePort(port)).toBeGreaterThan(port);
    server.close();
  });
});
