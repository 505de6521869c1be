import { spawn } from 'node:child_process';

/** What opens a file as a double click would, on systems where it is not xdg-open. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens a file in the browser, without waiting for it; says so where nothing can open it. */
export function openInBrowser(file: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  spawn(command, [...args, file], { stdio: 'ignore', detached: true })
    .once('error', () => console.error(`${command} is not there to open ${file}; open it in a browser.`))
    .unref();
}
