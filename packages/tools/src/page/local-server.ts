import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { listenOnLoopback } from 'embedded-aws/gateway/http-server';

/** The page takes the first free port from here on. */
export const FIRST_PAGE_PORT = 4580;

/** A reserved port. */
export interface HeldPort {
  readonly port: number;
  /** Frees the port for the server for which it was reserved. */
  readonly release: () => Promise<void>;
}

/**
 * Reserves a port on loopback for a server that listens later, so that two commands that start at the same time use
 * different ports.
 *
 * @param wanted - 0 for any free port, which is not reserved
 * @param orNext - whether to try the next port if this one is taken
 * @throws Error that says why the port cannot be opened, and what to do
 */
export async function holdPort(
  wanted: number,
  { orNext = false }: { readonly orNext?: boolean } = {},
): Promise<HeldPort> {
  if (wanted === 0) return { port: 0, release: () => Promise.resolve() };
  const server = createServer((socket) => socket.destroy());
  const port = await listenOnLoopback(server, wanted, { orNext });
  // A command that fails before it needs the port must be able to exit.
  server.unref();
  return {
    port,
    release: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

/** Commands that open a file, on systems without xdg-open. */
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
