import { createServer } from 'node:net';

const LAST_PORT = 65_535;

/** The first port at or above `from` that nothing on loopback listens on. */
export async function firstFreePort(from: number): Promise<number> {
  for (let port = from; port <= LAST_PORT; port++) if (await isFree(port)) return port;
  throw new Error(`Every port from ${from} on is taken`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port }, () => server.close(() => resolve(true)));
  });
}
