import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeClientBundle } from './make-client-bundle';
import { NODE_MODULES } from './node-modules';

/** To be counted up whenever the same packages are to be bundled in another way. */
const FORMAT = 1;
const FOLDER = path.join(NODE_MODULES, '.cache', 'ecommerce-recommenders', 'clients');

/** Those that this process has made, is making or has found, by the names of their clients. */
const known = new Map<string, string>();

/**
 * The file that `child/load-clients.cjs` loads these clients of the SDK from. Where there is none it is made meanwhile:
 * processes that start before then load the packages themselves.
 *
 * @returns its path, whether it exists or not; undefined where it would never be found to be out of date
 */
export function clientBundle(clients: readonly string[]): string | undefined {
  const names = clients.join();
  let file = known.get(names);
  if (file !== undefined) return file;
  const installed = installation();
  if (installed === undefined) return undefined;
  const digest = createHash('sha256').update(`${FORMAT}\n${names}\n`).update(installed).digest('hex');
  file = path.join(FOLDER, `${digest}.js`);
  known.set(names, file);
  // Without it processes take longer to start, nothing else.
  if (!existsSync(file)) makeClientBundle(clients, file).catch(() => {});
  return file;
}

/** What npm has installed, as it writes that down there. */
function installation(): Buffer | undefined {
  try {
    return readFileSync(path.join(NODE_MODULES, '.package-lock.json'));
  } catch {
    return undefined;
  }
}
