import { createServer } from 'node:net';
import { spawn } from 'node:child_process';

const LAST_PORT = 65_535;

/** The first port at or above `from` that nothing on loopback listens on. */
export async function firstFreePort(from: number): Promise<number> {
  for (let port = from; port <= LAST_PORT; port++) if (await isFree(port)) return port;
  throw new Error(`There is no free port from ${from} on`);
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
