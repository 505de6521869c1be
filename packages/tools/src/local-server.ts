import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { listenOnLoopback } from 'embedded-aws/gateway/http-server';

const LAST_PORT = 65_535;

/** The page takes the first free port from here on. */
export const FIRST_PAGE_PORT = 4580;

/** The first port at or above `from` that nothing on loopback listens on. */
export async function firstFreePort(from: number): Promise<number> {
  for (let port = from; port <= LAST_PORT; port++) if (await isFree(port)) return port;
  throw new Error(`There is no free port from ${from} on`);
}

/**
 * Fails fast where a server could not listen on the port later.
 *
 * @throws Error that says why, and what to do
 */
export async function requireFreePort(port: number): Promise<void> {
  const server = createHttpServer();
  await listenOnLoopback(server, port);
  await once(server.close(), 'close');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port }, () => server.close(() => resolve(true)));
  });
}

/** The system's "open" command where it is not xdg-open. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens a file in the browser, without waiting; prints a hint if that fails. */
export function openInBrowser(file: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  spawn(command, [...args, file], { stdio: 'ignore', detached: true })
    .once('error', () => console.error(`Could not run ${command}. Open ${file} in a browser.`))
    .unref();
}
