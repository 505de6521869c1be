import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { firstFreePort, requireFreePort } from '../src/local-server';

describe('the first free port', () => {
  it('is above one that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await firstFreePort(port)).toBeGreaterThan(port);
    server.close();
  });
});

describe('a port that a command asks for', () => {
  it('may be free, and is free afterwards', async () => {
    const port = await firstFreePort(20_000);
    await requireFreePort(port);
    await requireFreePort(port);
  });

  it('fails where it is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(requireFreePort(port)).rejects.toThrow(`Port ${port} is taken.`);
    server.close();
  });
});
