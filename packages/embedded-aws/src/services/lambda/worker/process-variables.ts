import path from 'node:path';
import { RESPONSE_HOST } from '../child/cfn-response-redirect.cjs';
import { DEAD_END } from '../child/loopback-only.cjs';

/** A function process's private folders. */
export interface OwnFolders {
  readonly home: string;
  readonly tmp: string;
}

/**
 * Full environment of a function's process, in ascending precedence: machine variables, the function's own,
 * and settings that keep its child processes from reaching other hosts.
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
    // npm often gets HOME=/tmp, the writable folder on Lambda; this /tmp is shared.
    npm_config_cache: path.join(home, '.npm'),
    // Otherwise npm retries a refused connection after 10 and 60 seconds.
    npm_config_fetch_retries: '0',
    // Functions with the same archive share their code folder.
    PYTHONDONTWRITEBYTECODE: '1',
    ...own,
    ...PROXIES,
    NODE_OPTIONS: preloading(PRELOAD, own.NODE_OPTIONS),
    PYTHONPATH: [PYTHON_FOLDER, ...(own.PYTHONPATH ? [own.PYTHONPATH] : [])].join(path.delimiter),
  };
}

const PRELOAD = path.join(__dirname, '../child/preload.cjs');
/** Holds sitecustomize.py, which Python loads at its start. */
const PYTHON_FOLDER = path.join(__dirname, '../child/python');

/** Programs differ in the case they read. */
const PROXIES = Object.fromEntries(
  Object.entries({
    http_proxy: `http://${DEAD_END.host}:${DEAD_END.port}`,
    https_proxy: `http://${DEAD_END.host}:${DEAD_END.port}`,
    all_proxy: `http://${DEAD_END.host}:${DEAD_END.port}`,
    no_proxy: `127.0.0.1,localhost,::1,${RESPONSE_HOST}`,
  }).flatMap(([name, value]) => [
    [name, value],
    [name.toUpperCase(), value],
  ]),
);

/** NODE_OPTIONS that preload a file before those in `options`. */
export function preloading(file: string, options = ''): string {
  return `--require "${file.replace(/["\\]/g, '\\$&')}" ${options}`.trimEnd();
}
