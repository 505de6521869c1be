import path from 'node:path';
import { DEAD_END } from '../child/loopback-only.cjs';

/** The folders that a function's process has to itself. */
export interface OwnFolders {
  readonly home: string;
  readonly tmp: string;
}

/**
 * The whole environment of a function's process: the function's own variables, beneath them what it is given of
 * this machine, and above them what keeps its child processes, which inherit them, from other hosts.
 */
export function processVariables(
  own: Readonly<Record<string, string>>,
  { home, tmp }: OwnFolders,
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    TMPDIR: tmp,
    TMP: tmp,
    TEMP: tmp,
    // npm is often told HOME=/tmp, for that is where it may write on Lambda; this /tmp is the machine's.
    npm_config_cache: path.join(home, '.npm'),
    // It waits for 10 and for 60 seconds before it tries a refused connection again.
    npm_config_fetch_retries: '0',
    ...own,
    ...PROXIES,
    NODE_OPTIONS: preloading(PRELOAD, own.NODE_OPTIONS),
  };
}

const PRELOAD = path.join(__dirname, '../child/preload.cjs');

/** Programs differ in which case they read. */
const PROXIES = Object.fromEntries(
  Object.entries({
    http_proxy: `http://${DEAD_END.host}:${DEAD_END.port}`,
    https_proxy: `http://${DEAD_END.host}:${DEAD_END.port}`,
    all_proxy: `http://${DEAD_END.host}:${DEAD_END.port}`,
    no_proxy: '127.0.0.1,localhost,::1',
  }).flatMap(([name, value]) => [
    [name, value],
    [name.toUpperCase(), value],
  ]),
);

/** NODE_OPTIONS that load a file before anything that `options` load. */
export function preloading(file: string, options = ''): string {
  return `--require "${file.replace(/["\\]/g, '\\$&')}" ${options}`.trimEnd();
}
