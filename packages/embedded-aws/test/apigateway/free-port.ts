import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** Below the ports that the system gives to whoever asks for any (32768 on Linux), so that no other test is given them. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

async function listensOn(port: number): Promise<Server | undefined> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return server;
  } catch {
    return undefined;
  }
}

/** The first of `count` ports in a row that nobody has; which, differs from call to call. */
export async function freePort(count = 1): Promise<number> {
  for (;;) {
    const first = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST - count));
    const servers = await Promise.all(Array.from({ length: count }, (_, next) => listensOn(first + next)));
    await Promise.all(servers.map(async (server) => server && once(server.close(), 'close')));
    if (servers.every(Boolean)) return first;
  }
}
